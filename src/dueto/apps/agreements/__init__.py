"""The agreement: its versions, who signed them, which is in force."""
