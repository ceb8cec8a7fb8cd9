namespace Gantry.Fleet.People;

/// <summary>For whom a quota holds.</summary>
/// <param name="UserId">This account; null when it is of a role.</param>
/// <param name="Role">Everybody with this role who has none of their own; null when it is of an account.</param>
/// <param name="Quota">What they may.</param>
public sealed record QuotaEntry(long? UserId, Role? Role, Quota Quota);
