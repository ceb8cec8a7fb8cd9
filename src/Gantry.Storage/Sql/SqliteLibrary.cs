using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Gantry.Storage.Sql;

/// <summary>
/// Which libsqlite3 is used: the system's, because its distribution mends it, or the one that comes with the program where
/// there is none or an old one.
/// </summary>
internal static class SqliteLibrary
{
    /// <summary>3.35 brought RETURNING (https://www.sqlite.org/changes.html).</summary>
    private const int OldestVersion = 3_035_000;

    /// <summary>The names of the system's library: Debian and its like, macOS.</summary>
    private static readonly string[] SystemNames = ["libsqlite3.so.0", "/usr/lib/libsqlite3.dylib"];

    /// <summary>A resolver belongs to an assembly and can be set once in a process.</summary>
    static SqliteLibrary()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        raw.FreezeProvider();
    }

    /// <summary>The version in use, as <c>3.40.1</c>.</summary>
    public static string Version => raw.sqlite3_libversion().utf8_to_string();

    /// <summary>Makes sure that the library is chosen.</summary>
    public static void Register() { }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        foreach (string system in SystemNames)
        {
            if (!NativeLibrary.TryLoad(system, out nint library))
                continue;
            if (VersionOf(library) >= OldestVersion)
                return library;
            NativeLibrary.Free(library);
        }
        // Zero means: look as usual, which finds the one that comes with the program.
        return 0;
    }

    private static unsafe int VersionOf(nint library) =>
        NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out nint function)
            ? ((delegate* unmanaged<int>)function)()
            : 0;
}
