"""Who works here: members, roles, absences, invitations."""
