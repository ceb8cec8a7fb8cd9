using Gantry.Fleet.Errors;
using Gantry.Storage;
using Gantry.Storage.People;

namespace Gantry.Fleet.People;

/// <summary>Sign-in with name and password, and the sessions that come of it.</summary>
public sealed class SignInService : IDisposable
{
    /// <summary>Noting that a session is in use costs a write, so it is done this seldom.</summary>
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(5);

    private readonly IStore _store;
    private readonly PeopleOptions _options;
    private readonly AttemptThrottle _byAddress;
    private readonly AttemptThrottle _byName;

    /// <summary>Makes the service.</summary>
    public SignInService(IStore store, TimeProvider time, PeopleOptions? options = null)
    {
        _store = store;
        _options = options ?? new PeopleOptions();
        Hasher = new PasswordHasher(_options.PasswordIterations);
        // A class of pupils may share one address.
        _byAddress = new AttemptThrottle(time, free: 20, TimeSpan.FromMinutes(15));
        // Short, because otherwise anybody could keep somebody else out by guessing all day.
        _byName = new AttemptThrottle(time, free: 10, TimeSpan.FromSeconds(10));
    }

    /// <summary>What hashes all passwords.</summary>
    internal PasswordHasher Hasher { get; }

    /// <summary>Begins a session, always with a new id.</summary>
    /// <exception cref="FleetException">
    /// With <see cref="FleetError.SignInNeeded"/>: name or password is wrong, or the account is closed, without saying which; with
    /// <see cref="FleetError.RateLimited"/>: tried too often.
    /// </exception>
    public async Task<SignedIn> SignInAsync(SignInRequest request, CancellationToken cancellationToken)
    {
        string name = Folded(request.Name);
        _byAddress.Begin(request.Address);
        _byName.Begin(name);
        UserRecord? user = await _store.ReadAsync(
            s => s.Users.FindAsync(request.Name, cancellationToken),
            cancellationToken
        );
        bool good = await Hasher.VerifyAsync(request.Password, user?.PasswordHash, cancellationToken);
        if (!good || user is null || user.IsDisabled)
        {
            await NoteRefusalAsync(request, user, cancellationToken);
            throw new FleetException(FleetError.SignInNeeded, "Name or password is wrong, or the account is closed.");
        }
        string? newHash = Hasher.IsOld(user.PasswordHash!)
            ? await Hasher.HashAsync(request.Password, cancellationToken)
            : null;
        SignedIn session = await BeginAsync(user, newHash, request, cancellationToken);
        // The tries of an address do not all count as forgiven: somebody with an account could guess at others' in between.
        _byAddress.Succeed(request.Address, forgiveAll: false);
        _byName.Succeed(name, forgiveAll: true);
        return session;
    }

    /// <summary>Who a session's cookie stands for; null when it is no good any more.</summary>
    /// <param name="token">The cookie's value.</param>
    /// <param name="source">Through which door and from where, for the audit log.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Caller?> AuthenticateAsync(string token, string source, CancellationToken cancellationToken)
    {
        if (token.Length is 0 or > SecretToken.MaxLength)
            return null;
        string hash = SecretToken.Hash(token);
        (SessionRecord? session, UserRecord? user, DateTimeOffset now) = await _store.ReadAsync(
            async s =>
                await s.Sessions.FindAsync(hash, cancellationToken) is { } found
                    ? (found, await s.Users.FindAsync(found.UserId, cancellationToken), s.Now)
                    : (null, null, s.Now),
            cancellationToken
        );
        if (session is null || user is null || user.IsDisabled)
            return null;
        if (now - session.SeenAt > TouchEvery)
            await TouchAsync(hash, session, cancellationToken);
        return Caller.Person(user.Id, user.Name, RoleWords.Read(user.Role), hash, source);
    }

    /// <summary>On a disk that is full people must still be let in, to look after it; the session then ends as if it were not used.</summary>
    private async Task TouchAsync(string hash, SessionRecord session, CancellationToken stop)
    {
        try
        {
            await _store.WriteAsync(s => s.Sessions.TouchAsync(hash, End(session.CreatedAt, s.Now), stop), stop);
        }
        catch (Exception e) when (e is NotEnoughSpaceException or StorageUnavailableException or StorageBusyException)
        {
            // Tried again with the next call.
        }
    }

    /// <summary>Ends a session.</summary>
    public Task SignOutAsync(Caller caller, CancellationToken cancellationToken) =>
        caller.SessionHash is not { } hash
            ? Task.CompletedTask
            : _store.WriteAsync(
                s =>
                {
                    s.Audit.Append(caller.Audit("session.end", "user", caller.UserId, caller.Name));
                    return s.Sessions.RemoveAsync(hash, cancellationToken);
                },
                cancellationToken
            );

    /// <summary>
    /// What a page must send along with every change that it makes in a session: it proves that the page could read an answer
    /// of ours, which a page of somebody else cannot.
    /// </summary>
    /// <param name="token">The cookie's value.</param>
    public static string CsrfToken(string token) => SecretToken.Hash("csrf " + token);

    /// <summary>Whether what came along with a change is right.</summary>
    public static bool IsCsrfToken(string token, string presented) => SecretToken.AreEqual(CsrfToken(token), presented);

    /// <inheritdoc/>
    public void Dispose() => Hasher.Dispose();

    /// <summary>Begins the session of somebody who has proved who they are.</summary>
    internal async Task<SignedIn> BeginAsync(
        UserRecord user,
        string? newHash,
        SignInRequest request,
        CancellationToken cancellationToken
    )
    {
        string token = SecretToken.Create();
        string source = $"{request.Door} {request.Address}";
        Caller caller = Caller.Person(user.Id, user.Name, RoleWords.Read(user.Role), SecretToken.Hash(token), source);
        SessionRecord session = await _store.WriteAsync(
            async s =>
            {
                await CheckUnchangedAsync(s, user, cancellationToken);
                if (newHash is not null)
                    await s.Users.UpdateAsync(user with { PasswordHash = newHash }, cancellationToken);
                if (request.PreviousToken is { Length: > 0 and <= SecretToken.MaxLength } previous)
                    await s.Sessions.RemoveAsync(SecretToken.Hash(previous), cancellationToken);
                await s.Users.SetSignedInAsync(user.Id, cancellationToken);
                s.Audit.Append(caller.Audit("session.begin", "user", user.Id, user.Name));
                return await s.Sessions.AddAsync(
                    new SessionRecord
                    {
                        TokenHash = caller.SessionHash!,
                        UserId = user.Id,
                        ExpiresAt = End(s.Now, s.Now),
                        Address = request.Address,
                        Agent = request.Agent,
                    },
                    cancellationToken
                );
            },
            cancellationToken
        );
        return new SignedIn(caller, token, CsrfToken(token), session.CreatedAt + _options.SessionLength);
    }

    /// <summary>While the password was being looked at, another may have been set, or the account closed.</summary>
    private static async Task CheckUnchangedAsync(
        IStoreSession session,
        UserRecord user,
        CancellationToken cancellationToken
    )
    {
        UserRecord? now = await session.Users.FindAsync(user.Id, cancellationToken);
        if (now is null || now.IsDisabled || now.PasswordHash != user.PasswordHash)
            throw new FleetException(FleetError.SignInNeeded, "The account was changed at this moment. Sign in again.");
    }

    private Task NoteRefusalAsync(SignInRequest request, UserRecord? user, CancellationToken cancellationToken) =>
        _store.WriteAsync(
            s =>
            {
                s.Audit.Append(
                    Caller
                        .Anonymous($"{request.Door} {request.Address}")
                        .Audit("session.refuse", "user", user?.Id, user?.Name ?? request.Name)
                );
                return Task.CompletedTask;
            },
            cancellationToken
        );

    private DateTimeOffset End(DateTimeOffset began, DateTimeOffset now)
    {
        DateTimeOffset last = began + _options.SessionLength;
        return now + _options.SessionIdle < last ? now + _options.SessionIdle : last;
    }

    private static string Folded(string name) =>
        name.Length <= 64 ? name.ToLowerInvariant() : name[..64].ToLowerInvariant();
}
