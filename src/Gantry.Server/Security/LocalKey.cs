using System.Security.Cryptography;
using System.Text;
using Gantry.Storage;

namespace Gantry.Server.Security;

/// <summary>
/// What the command line on the same machine signs in with: a file in the data directory that only the server's own user can
/// read, with the server's address and a key that is new with every start. Who can read it could read the database as well.
/// </summary>
internal sealed partial class LocalKey : IDisposable
{
    /// <summary>A disk that is full is asked again so soon.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly string _path;
    private readonly byte[] _key;
    private readonly ILogger<LocalKey> _log;
    private readonly ITimer _again;
    private string _address = "";

    public LocalKey(DataDirectory data, TimeProvider time, ILogger<LocalKey> log)
    {
        _path = LocalServer.PathIn(data.Root);
        _log = log;
        Value = LocalServer.KeyPrefix + Convert.ToHexStringLower(KernelRandom.GetBytes(32));
        _key = Encoding.ASCII.GetBytes(Value);
        _again = time.CreateTimer(
            static key => ((LocalKey)key!).Publish(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    private string Value { get; }

    /// <summary>Whether a key is this one; takes the same time for every wrong one.</summary>
    public bool Is(string key) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), _key);

    /// <summary>Writes the file; where there is no room for it, a moment later: the site works without.</summary>
    public void Publish(Uri address)
    {
        _address = address.GetLeftPart(UriPartial.Authority);
        Publish();
    }

    public void Dispose()
    {
        _again.Dispose();
        try
        {
            File.Delete(_path);
        }
        catch (IOException)
        {
            // Nothing can be written any more. Its key is worth nothing from now on.
        }
    }

    private void Publish()
    {
        try
        {
            Write();
        }
        catch (IOException e)
        {
            LogCannotWrite(e.Message);
            _again.Change(Pause, Timeout.InfiniteTimeSpan);
        }
    }

    private void Write()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.Delete(_path);
        using var file = new StreamWriter(_path, options);
        file.WriteLine(_address);
        file.WriteLine(Value);
    }

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "The key for the command line of this machine cannot be written, which is tried again: {Reason}"
    )]
    private partial void LogCannotWrite(string reason);
}
