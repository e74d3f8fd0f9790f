import HostCore

HostMain.run()
