using System.Text.Json;
using Gantry.Fleet.Errors;
using Gantry.Storage;
using Gantry.Storage.People;

namespace Gantry.Fleet.People;

/// <summary>The accounts: those of others with the right to manage people, one's own for everybody who signed in.</summary>
public sealed class UserService(IStore store, SignInService signIn, TimeProvider time)
{
    /// <summary>Who counts administrators and acts on it takes this lock first.</summary>
    internal const string AdministratorsLock = "administrators";

    // Somebody who found an open browser must not guess the password in peace.
    private readonly AttemptThrottle _ownPassword = new(time, free: 3, TimeSpan.FromMinutes(5));

    /// <summary>All accounts by name, with quota and usage.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public Task<IReadOnlyList<UserAccount>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        caller.Demand(Right.UsersManage);
        return store.ReadAsync<IReadOnlyList<UserAccount>>(
            async s =>
            {
                var accounts = new List<UserAccount>();
                foreach (UserRecord user in await s.Users.ListAsync(cancellationToken))
                    accounts.Add(await DescribeAsync(s, user, cancellationToken));
                return accounts;
            },
            cancellationToken
        );
    }

    /// <summary>One account: one's own, or with the right any.</summary>
    /// <exception cref="FleetException">The caller may not, or there is none.</exception>
    public Task<UserAccount> GetAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        caller.Demand(caller.UserId == id || caller.May(Right.UsersManage), "It is somebody else's account.");
        return store.ReadAsync(
            async s => await DescribeAsync(s, await FindAsync(s, id, cancellationToken), cancellationToken),
            cancellationToken
        );
    }

    /// <summary>Adds an account.</summary>
    /// <exception cref="FleetException">The caller may not, or a field is not as it must be.</exception>
    /// <exception cref="NameTakenException">One of this name is there.</exception>
    public async Task<UserAccount> AddAsync(Caller caller, NewUser user, CancellationToken cancellationToken)
    {
        caller.Demand(Right.UsersManage);
        UserNames.Check("name", user.Name);
        if (user.Password is { } password)
            PasswordRules.Check("password", password, user.Name);
        string? hash = user.Password is null ? null : await signIn.Hasher.HashAsync(user.Password, cancellationToken);
        return await store.WriteAsync(
            async s =>
            {
                UserRecord added = await s.Users.AddAsync(
                    new UserRecord
                    {
                        Name = user.Name,
                        DisplayName = user.DisplayName,
                        Email = Mail(user.Email),
                        Role = user.Role.Word(),
                        PasswordHash = hash,
                    },
                    cancellationToken
                );
                await s.NoteAsync(caller, added.Id, cancellationToken);
                s.Audit.Append(caller.Audit("user.add", "user", added.Id, added.Name, Json(new { role = added.Role })));
                return UserAccount.From(added);
            },
            cancellationToken
        );
    }

    /// <summary>Changes an account. Of one's own, only shown name, address and preferences without the right to manage people.</summary>
    /// <exception cref="FleetException">The caller may not, there is none, or it is the last administrator.</exception>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    /// <exception cref="NameTakenException">One of this name is there.</exception>
    public Task<UserAccount> UpdateAsync(
        Caller caller,
        long id,
        long version,
        UserChange change,
        CancellationToken cancellationToken
    )
    {
        bool isOwnMatter = change is { Name: null, Role: null, Disabled: null };
        caller.Demand(
            caller.May(Right.UsersManage) || (isOwnMatter && caller.UserId == id && caller.MayChangeOwnAccount()),
            isOwnMatter ? "It is somebody else's account." : "It needs the right 'users.manage'."
        );
        if (change.Name is { } name)
            UserNames.Check("name", name);
        return store.WriteAsync(
            async s =>
            {
                await s.LockAsync(AdministratorsLock, cancellationToken);
                UserRecord before = await FindAsync(s, id, cancellationToken);
                UserRecord after = await s.Users.UpdateAsync(
                    Apply(before, change) with
                    {
                        Version = version,
                    },
                    cancellationToken
                );
                await CheckAdministratorsAsync(s, before, cancellationToken);
                if (after.IsDisabled && !before.IsDisabled)
                    await s.Sessions.RemoveAllAsync(id, null, cancellationToken);
                s.Audit.Append(
                    caller.Audit(
                        "user.change",
                        "user",
                        id,
                        after.Name,
                        Json(new { role = after.Role, disabled = after.IsDisabled })
                    )
                );
                return await DescribeAsync(s, after, cancellationToken);
            },
            cancellationToken
        );
    }

    /// <summary>Removes an account with its sessions, keys and quota. Files, jobs and prints stay under the name.</summary>
    /// <exception cref="FleetException">The caller may not, or it is the last administrator.</exception>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    public Task RemoveAsync(Caller caller, long id, long version, CancellationToken cancellationToken)
    {
        caller.Demand(Right.UsersManage);
        return store.WriteAsync(
            async s =>
            {
                await s.LockAsync(AdministratorsLock, cancellationToken);
                UserRecord user = await FindAsync(s, id, cancellationToken);
                await s.Users.RemoveAsync(id, version, cancellationToken);
                await CheckAdministratorsAsync(s, user, cancellationToken);
                s.Audit.Append(caller.Audit("user.remove", "user", id, user.Name));
            },
            cancellationToken
        );
    }

    /// <summary>Sets somebody else's password and ends all their sessions.</summary>
    /// <exception cref="FleetException">The caller may not, there is no such account, or the password is not taken.</exception>
    public async Task SetPasswordAsync(Caller caller, long id, string password, CancellationToken cancellationToken)
    {
        caller.Demand(Right.UsersManage);
        UserRecord user = await store.ReadAsync(s => FindAsync(s, id, cancellationToken), cancellationToken);
        await SetPasswordAsync(caller, user, "password", password, cancellationToken);
    }

    /// <summary>Changes one's own password; all other sessions of the account end.</summary>
    /// <exception cref="FleetException">
    /// Nobody signed in, the old password is wrong (<see cref="FleetError.NotAllowed"/>) or was tried too often, or the new one is
    /// not taken.
    /// </exception>
    public async Task ChangePasswordAsync(
        Caller caller,
        string oldPassword,
        string newPassword,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(caller.MayChangeOwnAccount(), "Sign in with name and password for it.");
        long id = caller.UserId!.Value;
        string who = $"{id}";
        _ownPassword.Begin(who);
        UserRecord user = await store.ReadAsync(s => FindAsync(s, id, cancellationToken), cancellationToken);
        if (!await signIn.Hasher.VerifyAsync(oldPassword, user.PasswordHash, cancellationToken))
            throw new FleetException(FleetError.NotAllowed, "The old password is wrong.");
        _ownPassword.Succeed(who, forgiveAll: true);
        await SetPasswordAsync(caller, user, "new", newPassword, cancellationToken);
    }

    /// <summary>Ends all sessions of an account but the one that asks.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="FleetException">The caller may not.</exception>
    public Task<int> EndSessionsAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        caller.Demand(caller.UserId == id || caller.May(Right.UsersManage), "It is somebody else's account.");
        return store.WriteAsync(
            async s =>
            {
                UserRecord user = await FindAsync(s, id, cancellationToken);
                s.Audit.Append(caller.Audit("user.endSessions", "user", id, user.Name));
                return await s.Sessions.RemoveAllAsync(id, caller.SessionHash, cancellationToken);
            },
            cancellationToken
        );
    }

    private async Task SetPasswordAsync(
        Caller caller,
        UserRecord user,
        string field,
        string password,
        CancellationToken cancellationToken
    )
    {
        PasswordRules.Check(field, password, user.Name);
        string hash = await signIn.Hasher.HashAsync(password, cancellationToken);
        await store.WriteAsync(
            async s =>
            {
                await s.Users.UpdateAsync(user with { PasswordHash = hash }, cancellationToken);
                string? own = caller.UserId == user.Id ? caller.SessionHash : null;
                await s.Sessions.RemoveAllAsync(user.Id, own, cancellationToken);
                s.Audit.Append(caller.Audit("user.password", "user", user.Id, user.Name));
            },
            cancellationToken
        );
    }

    /// <summary>There is always an administrator who can sign in.</summary>
    private static async Task CheckAdministratorsAsync(
        IStoreSession session,
        UserRecord before,
        CancellationToken cancellationToken
    )
    {
        string administrator = Role.Administrator.Word();
        if (before.Role == administrator && await session.Users.CountAsync(administrator, cancellationToken) == 0)
            throw new FleetException(
                FleetError.Conflict,
                "This is the last administrator who can sign in. Make somebody else one first."
            );
    }

    private static async Task<UserRecord> FindAsync(IStoreSession s, long id, CancellationToken cancellationToken) =>
        await s.Users.FindAsync(id, cancellationToken) ?? throw FleetException.NotFound($"account {id}");

    private static async Task<UserAccount> DescribeAsync(
        IStoreSession session,
        UserRecord user,
        CancellationToken cancellationToken
    ) =>
        UserAccount.From(
            user,
            await session.Quotas.FindForAsync(user.Id, user.Role, cancellationToken),
            QuotaUsage.From(
                await session.Jobs.GetUsageAsync(user.Id, session.Now - QuotaService.Week, cancellationToken)
            )
        );

    private static UserRecord Apply(UserRecord user, UserChange change) =>
        user with
        {
            Name = change.Name ?? user.Name,
            DisplayName = change.DisplayName ?? user.DisplayName,
            Email = change.Email is null ? user.Email : Mail(change.Email),
            Role = change.Role?.Word() ?? user.Role,
            IsDisabled = change.Disabled ?? user.IsDisabled,
            Document = change.Preferences ?? user.Document,
        };

    private static string? Mail(string? address)
    {
        if (string.IsNullOrEmpty(address))
            return null;
        // Line breaks would add headers to a mail.
        return
            address.Length <= 254
            && address.IndexOf('@', StringComparison.Ordinal) > 0
            && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"')
            ? address
            : throw FleetException.Invalid("email", "An address is name@host, one alone.");
    }

    private static string Json(object value) => JsonSerializer.Serialize(value);
}
