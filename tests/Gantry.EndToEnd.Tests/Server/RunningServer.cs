using System.Net;
using System.Net.Http.Json;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.People;
using Gantry.Server;
using Gantry.Storage;
using Gantry.Storage.Files;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>A server on a free port of this machine with a data directory of its own, gone afterwards.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly GantryServer _server;
    private bool _isStopped;

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

    public IReadOnlyList<Uri> Addresses => _server.Addresses;

    public IServiceProvider Parts => _server.Parts;

    public DataDirectory Data => new(Path.Combine(_folder.FullName, "data"));

    public static async Task<RunningServer> StartAsync(
        Func<ServerOptions, ServerOptions>? change = null,
        TimeProvider? time = null
    )
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
            // As few rounds as there can be: it is not the hash that these tests are about.
            People = new PeopleOptions { PasswordIterations = 1000 },
            WebRoot = Path.Combine(folder.FullName, "web"),
        };
        GantryServer server = await GantryServer.StartAsync(
            change?.Invoke(options) ?? options,
            time ?? TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        return new RunningServer(folder, server);
    }

    /// <summary>One on a database of a kind.</summary>
    public static async Task<RunningServer> StartAsync(DatabaseKind kind, PostgresServer postgres)
    {
        DatabaseAddress database =
            kind == DatabaseKind.Sqlite
                ? DatabaseAddress.Sqlite
                : DatabaseAddress.Parse(await postgres.NewSchemaAsync());
        return await StartAsync(o => o with { Storage = o.Storage with { Database = database } });
    }

    public async Task<string?> SetupCodeAsync() =>
        await _server.GetSetupCodeAsync(TestContext.Current.CancellationToken);

    /// <summary>Makes the first administrator, who is signed in then.</summary>
    public async Task<Person> SetUpAsync()
    {
        string? code = await SetupCodeAsync();
        return await Person.OfAsync(
            Http,
            await Http.CallAsync(
                HttpMethod.Post,
                "/fleet/v1/setup",
                JsonContent.Create(
                    new
                    {
                        code,
                        name = "ada",
                        password = Person.Password,
                    }
                )
            )
        );
    }

    /// <summary>Makes an account and signs in with it.</summary>
    public async Task<Person> AddPersonAsync(Person administrator, string name, string role)
    {
        HttpResponseMessage added = await administrator.PostAsync(
            "/fleet/v1/users",
            new
            {
                name,
                role,
                password = Person.Password,
            }
        );
        added.StatusCode.ShouldBe(HttpStatusCode.Created);
        return await SignInAsync(name, Person.Password);
    }

    public async Task<Person> SignInAsync(string name, string password) =>
        await Person.OfAsync(Http, await TrySignInAsync(name, password));

    public Task<HttpResponseMessage> TrySignInAsync(string name, string password) =>
        Http.CallAsync(HttpMethod.Post, "/fleet/v1/session", JsonContent.Create(new { name, password }));

    /// <summary>Ends the server; its data stay until the test is over.</summary>
    public async Task StopAsync()
    {
        if (_isStopped)
            return;
        _isStopped = true;
        await _server.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Http.Dispose();
        _folder.Delete(recursive: true);
    }
}
