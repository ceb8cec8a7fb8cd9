using System.Diagnostics;
using Gantry.EndToEnd.Tests.Peers;

[assembly: AssemblyFixture(typeof(Gantry.EndToEnd.Tests.Storage.PostgresServer))]

namespace Gantry.EndToEnd.Tests.Storage;

/// <summary>
/// A PostgreSQL server for the tests that ask for one: in a temporary folder, on a socket in there, gone afterwards. The
/// server refuses to run as root, so for root it runs as the user that its package made.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private DirectoryInfo? _folder;
    private int _schemas;

    /// <summary>The address of an empty schema.</summary>
    public async Task<string> NewSchemaAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (_folder is null)
                await StartAsync();
        }
        finally
        {
            _starting.Release();
        }
        string schema = $"test_{Interlocked.Increment(ref _schemas)}";
        return $"postgres:///postgres?host={Uri.EscapeDataString(_folder!.FullName)}&user=gantry&schema={schema}&Application%20Name={schema}";
    }

    /// <summary>The address of an empty schema in a database of its own: large objects belong to a database, not to a schema.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        string address = await NewSchemaAsync();
        string name = $"database_{Interlocked.Increment(ref _schemas)}";
        await RunAsync("createdb", "-h", _folder!.FullName, "-U", "gantry", name);
        return address.Replace("///postgres?", $"///{name}?", StringComparison.Ordinal);
    }

    /// <summary>Lets nobody into a database of <see cref="NewDatabaseAsync"/> and throws out who is in, until the answer is disposed.</summary>
    public async Task<IAsyncDisposable> CloseAsync(string address)
    {
        string name = address.Split("///")[1].Split('?')[0];
        await AskAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await AskAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        return new Closed(() => AskAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS true"));
    }

    private Task AskAsync(string sql) =>
        RunAsync("psql", "-h", _folder!.FullName, "-U", "gantry", "-d", "postgres", "-c", sql);

    public async ValueTask DisposeAsync()
    {
        _starting.Dispose();
        if (_folder is null)
            return;
        await RunAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        _folder.Delete(recursive: true);
    }

    private string Data => Path.Combine(_folder!.FullName, "data");

    private async Task StartAsync()
    {
        _folder = Directory.CreateTempSubdirectory("gantry-pg-");
        if (Environment.IsPrivilegedProcess)
            await RunAsync(Command("chown", "postgres", _folder.FullName));
        await RunAsync(
            "initdb",
            "-D",
            Data,
            "-U",
            "gantry",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync"
        );
        // Nothing in here must survive a power cut.
        string options = $"-k {_folder.FullName} -c listen_addresses='' -c fsync=off -c max_connections=200";
        string log = Path.Combine(_folder.FullName, "log");
        await RunAsync("pg_ctl", "-D", Data, "-l", log, "-o", options, "-w", "start");
    }

    private static Task RunAsync(string program, params string[] arguments)
    {
        string path = Path.Combine(DebianPackage.PostgresPrograms(), program);
        return RunAsync(
            Environment.IsPrivilegedProcess
                ? Command("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
                : Command(path, arguments)
        );
    }

    // Through a shell that silences it: the server inherits what is open, and a pipe would stay open as long as it runs.
    private static ProcessStartInfo Command(string program, params string[] arguments) =>
        new("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", program, .. arguments]) { WorkingDirectory = "/" };

    private static async Task RunAsync(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, string.Join(' ', start.ArgumentList.Skip(2)));
    }

    private sealed class Closed(Func<Task> open) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await open();
    }
}
