using System.Security.Cryptography;
using System.Text;
using Gantry.Storage;

namespace Gantry.Server.Security;

/// <summary>
/// What the command line on the same machine signs in with: a file in the data directory that only the server's own user can
/// read, with the server's address and a key that is new with every start. Who can read it could read the database as well.
/// </summary>
internal sealed class LocalKey : IDisposable
{
    private readonly string _path;
    private readonly byte[] _key;

    public LocalKey(DataDirectory data)
    {
        _path = LocalServer.PathIn(data.Root);
        Value = LocalServer.KeyPrefix + Convert.ToHexStringLower(KernelRandom.GetBytes(32));
        _key = Encoding.ASCII.GetBytes(Value);
    }

    private string Value { get; }

    /// <summary>Whether a key is this one; takes the same time for every wrong one.</summary>
    public bool Is(string key) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), _key);

    /// <summary>Writes the file.</summary>
    public void Publish(Uri address)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.Delete(_path);
        using var file = new StreamWriter(_path, options);
        file.WriteLine(address.GetLeftPart(UriPartial.Authority));
        file.WriteLine(Value);
    }

    public void Dispose() => File.Delete(_path);
}
