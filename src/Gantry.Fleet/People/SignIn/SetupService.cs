using System.Security.Cryptography;
using Gantry.Fleet.Errors;
using Gantry.Storage;
using Gantry.Storage.People;

namespace Gantry.Fleet.People;

/// <summary>
/// The first start: a code that stands on the console alone makes the first administrator. So who finds the page first gets
/// nothing, and there is no password that everybody knows.
/// </summary>
public sealed class SetupService
{
    /// <summary>Without what looks alike; 31 characters, so that eight of them are 40 bits.</summary>
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private readonly IStore _store;
    private readonly SignInService _signIn;
    private readonly AttemptThrottle _throttle;

    /// <summary>Made when it is first asked for: only a server without an administrator needs one.</summary>
    private readonly Lazy<string> _code = new(() => RandomNumberGenerator.GetString(Alphabet, 8));

    /// <summary>Makes the service, and a new code.</summary>
    public SetupService(IStore store, SignInService signIn, TimeProvider time)
    {
        _store = store;
        _signIn = signIn;
        _throttle = new AttemptThrottle(time, free: 5, TimeSpan.FromMinutes(5));
    }

    /// <summary>Whether the first administrator is still to come.</summary>
    public Task<bool> IsNeededAsync(CancellationToken cancellationToken) =>
        _store.ReadAsync(
            async s => await s.Users.CountAsync(Role.Administrator.Word(), cancellationToken) == 0,
            cancellationToken
        );

    /// <summary>The code, to be shown on the console and nowhere else; null when there is an administrator.</summary>
    public async Task<string?> GetCodeAsync(CancellationToken cancellationToken) =>
        await IsNeededAsync(cancellationToken) ? $"{_code.Value[..4]}-{_code.Value[4..]}" : null;

    /// <summary>Makes the first administrator and signs them in.</summary>
    /// <param name="code">The code, in any case, with or without its hyphen.</param>
    /// <param name="displayName">The name to be shown; empty: the other one.</param>
    /// <param name="request">Name and password for the account, and who asks.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FleetException">
    /// The code is wrong (<see cref="FleetError.NotAllowed"/>), tried too often (<see cref="FleetError.RateLimited"/>), there is
    /// an administrator (<see cref="FleetError.Conflict"/>), or name or password is not taken.
    /// </exception>
    public async Task<SignedIn> CompleteAsync(
        string code,
        string displayName,
        SignInRequest request,
        CancellationToken cancellationToken
    )
    {
        // One count for all addresses: nobody needs many tries.
        _throttle.Begin("setup");
        string typed = code.Length <= 64 ? code.Trim().Replace("-", "", StringComparison.Ordinal) : "";
        if (!SecretToken.AreEqual(typed.ToUpperInvariant(), _code.Value))
            throw new FleetException(
                FleetError.NotAllowed,
                "This is not the set-up code. It stands on the console of the server, and changes with every start."
            );
        _throttle.Succeed("setup", forgiveAll: true);
        UserNames.Check("name", request.Name);
        PasswordRules.Check("password", request.Password, request.Name);
        string hash = await _signIn.Hasher.HashAsync(request.Password, cancellationToken);
        UserRecord user = await _store.WriteAsync(
            s => AddAsync(s, hash, displayName, request, cancellationToken),
            cancellationToken
        );
        return await _signIn.BeginAsync(user, null, request, cancellationToken);
    }

    private static async Task<UserRecord> AddAsync(
        IStoreSession session,
        string hash,
        string displayName,
        SignInRequest request,
        CancellationToken cancellationToken
    )
    {
        await session.LockAsync(UserService.AdministratorsLock, cancellationToken);
        if (await session.Users.CountAsync(Role.Administrator.Word(), cancellationToken) > 0)
            throw new FleetException(FleetError.Conflict, "There is an administrator already. Sign in.");
        UserRecord user = await session.Users.AddAsync(
            new UserRecord
            {
                Name = request.Name,
                DisplayName = displayName,
                PasswordHash = hash,
                Role = Role.Administrator.Word(),
            },
            cancellationToken
        );
        session.Audit.Append(
            Caller.Anonymous($"{request.Door} {request.Address}").Audit("setup.complete", "user", user.Id, user.Name)
        );
        return user;
    }
}
