namespace Gantry.Server;

/// <summary>The server that runs on a data directory of this machine, for the command line.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Key">The key that it takes as long as it runs.</param>
public sealed record LocalServer(Uri Address, string Key)
{
    /// <summary>What these keys begin with.</summary>
    internal const string KeyPrefix = "gl_";

    /// <summary>Finds it by the file that it wrote.</summary>
    /// <returns>Null when no server runs there.</returns>
    /// <exception cref="UnauthorizedAccessException">It is another user's server.</exception>
    public static LocalServer? Find(string dataDirectory)
    {
        try
        {
            string[] lines = File.ReadAllLines(PathIn(dataDirectory));
            return lines.Length >= 2 && Uri.TryCreate(lines[0], UriKind.Absolute, out Uri? address)
                ? new LocalServer(address, lines[1])
                : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    internal static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "local.key");
}
