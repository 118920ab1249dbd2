from core.events import Event

course_released = Event()  # release_id
activity_passed = Event()  # enrolment_id, activity_id
course_completed = Event()  # enrolment_id
enrolment_opened = Event()  # enrolment_id
