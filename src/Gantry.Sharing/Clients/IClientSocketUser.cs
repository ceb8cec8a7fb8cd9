namespace Gantry.Sharing.Clients;

/// <summary>What a <see cref="ClientSocket"/> tells, on the loop's thread.</summary>
internal interface IClientSocketUser
{
    /// <summary>There is something to receive, or the far end has ended its sending.</summary>
    void OnReadable();

    /// <summary>Something could not be sent at once and waits.</summary>
    void OnClogged();

    /// <summary>Everything that waited was sent.</summary>
    void OnDrained();

    /// <summary>The connection is gone.</summary>
    void OnBroken(string reason);
}
