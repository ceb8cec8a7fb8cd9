using System.Security.Cryptography;

namespace Gantry.Server.Web;

/// <summary>
/// The files of the site, as they were when the server started. A request is looked up among their names and nothing else, so
/// that no spelling of a path can reach another file.
/// </summary>
internal sealed class WebFiles
{
    /// <summary>The build writes files with a hash in their names into this folder.</summary>
    private const string ImmutableFolder = "/assets/";

    private static readonly (string Coding, string Suffix)[] Codings = [("br", ".br"), ("gzip", ".gz")];

    private readonly Dictionary<string, WebFile> _files = [];

    public WebFiles(ServerOptions options)
    {
        string root = options.WebRoot ?? Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (!Directory.Exists(root))
            return;
        foreach (string path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
            if (!Codings.Any(c => path.EndsWith(c.Suffix, StringComparison.Ordinal)))
                Add('/' + Path.GetRelativePath(root, path).Replace('\\', '/'), path);
    }

    /// <summary>The page that everything begins with; null when the site was not built.</summary>
    public WebFile? Index => _files.GetValueOrDefault("/index.html");

    /// <summary>The file of a path, or null.</summary>
    public WebFile? Find(string path) => _files.GetValueOrDefault(path);

    private void Add(string name, string path)
    {
        bool immutable = name.StartsWith(ImmutableFolder, StringComparison.Ordinal);
        string type = WebTypes.Of(name);
        WebFile file = Open(path, type, immutable);
        _files[name] = file with
        {
            Compressed =
            [
                .. Codings
                    .Where(c => File.Exists(path + c.Suffix))
                    .Select(c => (c.Coding, Open(path + c.Suffix, type, immutable))),
            ],
        };
    }

    private static WebFile Open(string path, string type, bool immutable)
    {
        using FileStream content = File.OpenRead(path);
        string hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));
        return new WebFile(path, type, immutable, $"\"{hash}\"", content.Length);
    }
}
