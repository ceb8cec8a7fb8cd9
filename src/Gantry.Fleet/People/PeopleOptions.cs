namespace Gantry.Fleet.People;

/// <summary>How people sign in.</summary>
public sealed record PeopleOptions
{
    /// <summary>The cost of new password hashes (PBKDF2 with HMAC-SHA-512).</summary>
    public int PasswordIterations { get; init; } = PasswordHash.Iterations;

    /// <summary>A session ends when nobody used it for so long.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromDays(7);

    /// <summary>A session ends so long after the sign-in, whatever happens.</summary>
    public TimeSpan SessionLength { get; init; } = TimeSpan.FromDays(30);
}
