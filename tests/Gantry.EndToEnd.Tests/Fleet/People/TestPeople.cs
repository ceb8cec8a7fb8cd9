using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.People;
using Gantry.Storage;

namespace Gantry.EndToEnd.Tests.Fleet.People;

/// <summary>People over a storage of their own, with cheap passwords.</summary>
internal sealed class TestPeople : IAsyncDisposable
{
    public const string Password = "correct horse 7";

    private TestPeople(TestStorage storage)
    {
        Storage = storage;
        var options = new PeopleOptions { PasswordIterations = 10 };
        SignIn = new SignInService(storage.Store, storage.Clock, options);
        Setup = new SetupService(storage.Store, SignIn, storage.Clock);
        Users = new UserService(storage.Store, SignIn, storage.Clock);
        Keys = new ApiKeyService(storage.Store, storage.Clock);
        Quotas = new QuotaService(storage.Store);
        Approvals = new ApprovalService(storage.Store);
        Audit = new AuditService(storage.Store);
    }

    public TestStorage Storage { get; }

    public IStore Store => Storage.Store;

    public SignInService SignIn { get; }

    public SetupService Setup { get; }

    public UserService Users { get; }

    public ApiKeyService Keys { get; }

    public QuotaService Quotas { get; }

    public ApprovalService Approvals { get; }

    public AuditService Audit { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<TestPeople> OpenAsync(DatabaseKind kind) => new(await TestStorage.OpenAsync(kind));

    public static SignInRequest Request(string name, string password = Password, string address = "10.0.0.7") =>
        new()
        {
            Name = name,
            Password = password,
            Address = address,
        };

    /// <summary>The first administrator, by the set-up code.</summary>
    public async Task<Caller> BossAsync() =>
        (await Setup.CompleteAsync((await Setup.GetCodeAsync(Stop))!, "", Request("boss"), Stop)).Caller;

    /// <summary>Somebody else, signed in.</summary>
    public async Task<Caller> AddAsync(Caller boss, string name, Role role = Role.Member)
    {
        await Users.AddAsync(
            boss,
            new NewUser
            {
                Name = name,
                Role = role,
                Password = Password,
            },
            Stop
        );
        return (await SignIn.SignInAsync(Request(name), Stop)).Caller;
    }

    public async ValueTask DisposeAsync()
    {
        SignIn.Dispose();
        await Storage.DisposeAsync();
    }
}
