using System.Runtime.InteropServices;

namespace Gantry.Serial.Linux;

/// <summary>Whether this process may use a file, without opening it: opening a tty resets most printer boards.</summary>
internal static partial class Access
{
    private const int ReadAndWrite = 6;

    /// <summary>Whether it may be read and written.</summary>
    public static bool Allows(string path) => Check(path, ReadAndWrite) == 0;

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Check(string path, int mode);
}
