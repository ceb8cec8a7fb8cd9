using System.Text.Json;
using Gantry.Fleet.Errors;
using Gantry.Storage;
using Gantry.Storage.People;

namespace Gantry.Fleet.People;

/// <summary>Keys for programs: made by a person who signed in, shown once, kept as a hash, scoped, and taken back at once.</summary>
public sealed class ApiKeyService(IStore store, TimeProvider time)
{
    /// <summary>What every key begins with, so that scanners for lost secrets and people know it.</summary>
    public const string Prefix = "gk_";

    /// <summary>Characters of a key that are shown; the rest has over 200 bits.</summary>
    private const int HintLength = 8;

    /// <summary>Good keys that somebody may have at once.</summary>
    private const int MaxKeys = 100;

    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(5);

    private readonly AttemptThrottle _byAddress = new(time, free: 20, TimeSpan.FromMinutes(15));

    /// <summary>The caller's keys, or with the right to manage people anybody's; the latest first.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="userId">Whose; null: everybody's.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FleetException">The caller may not.</exception>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(Caller caller, long? userId, CancellationToken cancellationToken)
    {
        caller.Demand(
            (userId is not null && userId == caller.UserId) || caller.May(Right.UsersManage),
            "They are somebody else's keys."
        );
        IReadOnlyList<ApiKeyRecord> keys = await store.ReadAsync(
            s => s.ApiKeys.ListAsync(userId, cancellationToken),
            cancellationToken
        );
        return [.. keys.Select(ApiKey.From)];
    }

    /// <summary>Makes a key for the caller.</summary>
    /// <exception cref="FleetException">
    /// The caller did not sign in with a password, or has not the rights that the key shall have, or a field is not as it must be.
    /// </exception>
    public Task<CreatedApiKey> CreateAsync(Caller caller, NewApiKey key, CancellationToken cancellationToken)
    {
        caller.Demand(caller.MayChangeOwnAccount(), "Sign in with name and password to make a key.");
        Check(caller, key, time.GetUtcNow());
        string secret = Prefix + SecretToken.Create();
        return store.WriteAsync(
            async s =>
            {
                await s.LockAsync($"keys of user {caller.UserId}", cancellationToken);
                IReadOnlyList<ApiKeyRecord> others = await s.ApiKeys.ListAsync(caller.UserId, cancellationToken);
                if (others.Count(k => k.RevokedAt is null) >= MaxKeys)
                    throw new FleetException(FleetError.Conflict, $"{MaxKeys} keys are the most. Revoke one first.");
                ApiKeyRecord added = await s.ApiKeys.AddAsync(
                    new ApiKeyRecord
                    {
                        UserId = caller.UserId!.Value,
                        Name = key.Name,
                        Kind = key.Kind,
                        KeyHash = SecretToken.Hash(secret),
                        Hint = secret[..(Prefix.Length + HintLength)],
                        Scopes = JsonSerializer.Serialize(key.Scopes.Distinct().ToWords()),
                        PrinterIds = key.PrinterIds is { } ids ? JsonSerializer.Serialize(ids) : null,
                        ExpiresAt = key.ExpiresAt,
                    },
                    cancellationToken
                );
                s.Audit.Append(
                    caller.Audit("key.add", "key", added.Id, added.Name, $$"""{"scopes":{{added.Scopes}}}""")
                );
                return new CreatedApiKey(ApiKey.From(added), secret);
            },
            cancellationToken
        );
    }

    /// <summary>Takes a key back: one's own, or with the right to manage people anybody's.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such key that still was good.</exception>
    public Task RevokeAsync(Caller caller, long id, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async s =>
            {
                long? owner = caller.May(Right.UsersManage) ? null : caller.UserId ?? -1;
                IReadOnlyList<ApiKeyRecord> mine = await s.ApiKeys.ListAsync(owner, cancellationToken);
                ApiKeyRecord key =
                    mine.FirstOrDefault(k => k.Id == id && k.RevokedAt is null)
                    ?? throw FleetException.NotFound($"key {id}");
                // A key may end itself, and no other.
                caller.Demand(
                    caller.MayChangeOwnAccount() || caller.KeyId == id,
                    "Sign in with name and password to take back a key."
                );
                await s.ApiKeys.RevokeAsync(id, cancellationToken);
                s.Audit.Append(caller.Audit("key.revoke", "key", id, key.Name));
            },
            cancellationToken
        );

    /// <summary>Who a key stands for; null when it is no good.</summary>
    /// <param name="key">The key as it was presented.</param>
    /// <param name="address">The address that the connection comes from, as the server itself sees it.</param>
    /// <param name="door">Through which door, as <c>octoprint</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FleetException">
    /// With <see cref="FleetError.RateLimited"/>: it is no good, as too many others that the address has shown. A good one is let in
    /// all the same: nobody finds one by guessing, and one old key in a program must not keep a whole house behind its proxy out.
    /// </exception>
    public async Task<Caller?> AuthenticateAsync(
        string key,
        string address,
        string door,
        CancellationToken cancellationToken
    )
    {
        if (key.Length is 0 or > SecretToken.MaxLength)
            return Refuse(address);
        string hash = SecretToken.Hash(key);
        (ApiKeyRecord? found, UserRecord? user, DateTimeOffset now) = await store.ReadAsync(
            async s =>
                await s.ApiKeys.FindValidAsync(hash, cancellationToken) is { } record
                    ? (record, await s.Users.FindAsync(record.UserId, cancellationToken), s.Now)
                    : (null, null, s.Now),
            cancellationToken
        );
        if (found is null || user is null || user.IsDisabled)
            return Refuse(address);
        if (found.UsedAt is null || now - found.UsedAt > TouchEvery)
            await TouchAsync(found.Id, cancellationToken);
        var record = ApiKey.From(found);
        return Caller.Program(
            user.Id,
            user.Name,
            RoleWords.Read(user.Role),
            found.Id,
            record.Scopes,
            record.PrinterIds?.ToHashSet(),
            $"{door} {address}"
        );
    }

    /// <summary>A key is good also where its use cannot be noted, as on a disk that is full.</summary>
    private async Task TouchAsync(long id, CancellationToken stop)
    {
        try
        {
            await store.WriteAsync(s => s.ApiKeys.TouchAsync(id, stop), stop);
        }
        catch (Exception e) when (e is NotEnoughSpaceException or StorageUnavailableException or StorageBusyException)
        {
            // Tried again with the next call.
        }
    }

    private Caller? Refuse(string address)
    {
        _byAddress.Check(address);
        _byAddress.Fail(address);
        return null;
    }

    private static void Check(Caller caller, NewApiKey key, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        errors.Require(key.Name.Trim().Length is > 0 and <= 100, "name", "A key has a name of up to 100 characters.");
        errors.Require(key.Scopes.Count > 0, "scopes", "A key needs a scope, else it is good for nothing.");
        errors.Require(
            key.PrinterIds is null or { Count: > 0 and <= 1000 },
            "printerIds",
            "Name 1 to 1000 printers, or none for all."
        );
        errors.Require(key.ExpiresAt is null || key.ExpiresAt > now, "expiresAt", "This time is over.");
        errors.ThrowIfAny();
        if (key.Scopes.FirstOrDefault(r => !caller.May(r), (Right)(-1)) is >= 0 and var missing)
            throw new FleetException(
                FleetError.NotAllowed,
                $"A key may do no more than its owner, and you have not the right '{missing.Word()}'."
            );
    }
}
