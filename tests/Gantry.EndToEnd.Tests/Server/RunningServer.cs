using System.Net;
using Gantry.Server;
using Gantry.Storage;
using Gantry.Storage.Files;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>A server on a free port of this machine with a data directory of its own, gone afterwards.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly GantryServer _server;

    private RunningServer(DirectoryInfo folder, GantryServer server)
    {
        _folder = folder;
        _server = server;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = server.Addresses[0],
            Timeout = TimeSpan.FromSeconds(60),
        };
    }

    /// <summary>A client without an account.</summary>
    public HttpClient Http { get; }

    public Uri Address => _server.Addresses[0];

    public static async Task<RunningServer> StartAsync(Func<ServerOptions, ServerOptions>? change = null)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gantry-server-");
        var options = new ServerOptions
        {
            Storage = new StorageOptions
            {
                Data = new DataDirectory(Path.Combine(folder.FullName, "data")),
                Files = new FileStoreOptions { FreeSpaceFloor = 0 },
            },
            Listen = [new IPEndPoint(IPAddress.Loopback, 0)],
            WebRoot = Path.Combine(folder.FullName, "web"),
        };
        GantryServer server = await GantryServer.StartAsync(
            change?.Invoke(options) ?? options,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        return new RunningServer(folder, server);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
