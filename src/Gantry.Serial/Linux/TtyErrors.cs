namespace Gantry.Serial.Linux;

/// <summary>What the kernel says about a tty, in the user's words.</summary>
internal static class TtyErrors
{
    public static SerialPortException Opening(string path, int errno) =>
        errno switch
        {
            LibC.ENOENT => new(
                SerialError.NotFound,
                $"{path} does not exist. 'gantry ports' lists the serial devices of this machine."
            ),
            LibC.ENXIO or LibC.ENODEV or LibC.EIO => new(
                SerialError.NotFound,
                $"{path} has no device behind it ({LibC.ErrorText(errno)}). Is it plugged in and switched on?"
            ),
            LibC.EBUSY => Busy(path),
            LibC.EACCES or LibC.EPERM => NotPermitted(path),
            LibC.ENOTTY or LibC.EINVAL => new(SerialError.NotSerial, $"{path} is not a serial port."),
            _ when Directory.Exists(path) => new(SerialError.NotSerial, $"{path} is a folder, not a serial port."),
            _ => new(SerialError.Other, $"{path} could not be opened: {LibC.ErrorText(errno)}."),
        };

    public static SerialPortException Busy(string path)
    {
        string? holder = DeviceHolder.Find(path);
        return new(
            SerialError.Busy,
            holder is null
                ? $"{path} is in use by another program. Close that one, or share the port with 'gantry share'."
                : $"{path} is in use by {holder}. Close that program, or share the port with 'gantry share'."
        );
    }

    public static SerialPortException Using(string path, int errno) =>
        errno is LibC.EIO or LibC.ENXIO or LibC.ENODEV or LibC.EPIPE
            ? Lost(path)
            : new(SerialError.Other, $"{path}: {LibC.ErrorText(errno)}.");

    public static SerialPortException Lost(string path) =>
        new(SerialError.Lost, $"{path} is gone: the device was unplugged or switched off.");

    public static SerialPortException Refused(string path, SerialSettings wanted, SerialSettings used) =>
        new(
            SerialError.SettingsRefused,
            $"{path} cannot do {wanted}: its driver offers {used} instead. Choose another rate with --baud."
        );

    private static SerialPortException NotPermitted(string path)
    {
        string? group = DeviceGroup.NameOf(path);
        return new(
            SerialError.NotPermitted,
            group is null or "root"
                ? $"This user may not open {path}. Ask the administrator for access to it."
                : $"This user may not open {path}. Join its group: 'sudo usermod -aG {group} $USER', then log in again."
        );
    }
}
