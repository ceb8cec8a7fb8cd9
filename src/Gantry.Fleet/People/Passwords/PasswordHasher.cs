namespace Gantry.Fleet.People;

/// <summary>
/// Hashes passwords, few at a time: each costs a good part of a second on purpose, and a flood of sign-ins must not take the
/// processor from the prints.
/// </summary>
/// <param name="iterations">The cost of new hashes.</param>
internal sealed class PasswordHasher(int iterations) : IDisposable
{
    private readonly SemaphoreSlim _room = new(Math.Max(1, Environment.ProcessorCount / 2));

    // What is compared for accounts that are not there, so that nobody can tell by the time which ones are.
    private readonly Lazy<string> _nobody = new(() => PasswordHash.Create("nobody", iterations));

    /// <summary>Makes the kept form of a password.</summary>
    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        RunAsync(() => PasswordHash.Create(password, iterations), cancellationToken);

    /// <summary>Whether a password is the kept one; of nobody's, no password is, and it takes as long to say.</summary>
    public Task<bool> VerifyAsync(string password, string? kept, CancellationToken cancellationToken) =>
        RunAsync(
            () =>
                password.Length <= PasswordRules.MaxLength
                && PasswordHash.Verify(password, kept ?? _nobody.Value)
                && kept is not null,
            cancellationToken
        );

    /// <summary>Whether a password shall be kept anew.</summary>
    public bool IsOld(string kept) => PasswordHash.IsOld(kept, iterations);

    /// <inheritdoc/>
    public void Dispose() => _room.Dispose();

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            _room.Release();
        }
    }
}
