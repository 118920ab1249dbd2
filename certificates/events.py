from core.events import Event

certificate_issued = Event()  # certificate_id
certificate_revoked = Event()  # certificate_id
