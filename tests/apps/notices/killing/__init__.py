"""Messages by three channels while workers are killed (see `test_kill.py`)."""
