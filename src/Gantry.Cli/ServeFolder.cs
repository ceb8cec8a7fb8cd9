using System.CommandLine;

namespace Gantry.Cli;

/// <summary>The data directory of a server: the one that was named, or the usual one; of a demo always one that is gone afterwards.</summary>
internal sealed class ServeFolder : IDisposable
{
    private readonly bool _isTemporary;

    private ServeFolder(string path, bool isTemporary) => (Path, _isTemporary) = (path, isTemporary);

    public string Path { get; }

    public static ServeFolder Choose(ParseResult arguments) =>
        arguments.GetValue(ServeArguments.Demo)
            ? new ServeFolder(Directory.CreateTempSubdirectory("gantry-demo-").FullName, true)
            : new ServeFolder(arguments.GetValue(ServeArguments.Data)?.FullName ?? DataFolder.Default, false);

    public void Dispose()
    {
        if (_isTemporary)
            Directory.Delete(Path, recursive: true);
    }
}
