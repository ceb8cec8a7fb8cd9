using Gantry.Rfc2217;

namespace Gantry.Sharing.Clients;

/// <summary>What a client needs of its share, on the loop's thread.</summary>
internal interface IClientHost
{
    /// <summary>It said what it wants: gives it a role, or sends it away.</summary>
    void Decide(ShareClient client, bool wantsToWatch);

    /// <summary>Its data, for the device; called for the writer only.</summary>
    void Write(ShareClient client, ReadOnlySpan<byte> data);

    /// <summary>
    /// Its request. True when it can be answered at once; else <see cref="ShareClient.Finish"/> is called, and the client
    /// reads nothing until then.
    /// </summary>
    bool Carry(ShareClient client, in ComPortRequest request);

    /// <summary>
    /// A short break; called for the writer only, which reads nothing until <see cref="ShareClient.GoOn"/> is called.
    /// </summary>
    void SendBreak(ShareClient client);

    /// <summary>It speaks RFC 2217, and wants to be told how the modem lines stand.</summary>
    void OnComPortActive(ShareClient client);

    /// <summary>Its feed has changed: the device may go on, or must wait.</summary>
    void OnFeedChanged();

    /// <summary>It is gone, for this reason.</summary>
    void OnGone(ShareClient client, string reason);

    /// <summary>Whether the device has no room for more of its data.</summary>
    bool IsDeviceFull { get; }

    /// <summary>Whether a request waits until the device has taken what was written before it.</summary>
    bool IsWaitingForDevice { get; }

    /// <summary>Throws away what the device has not taken; a request that waits for that is carried out.</summary>
    void DiscardUnsent();

    /// <summary>How the port stands.</summary>
    ComPortState PortState { get; }

    /// <summary>Worth a line for whoever looks for a fault.</summary>
    void Note(ShareClient client, in AccessServerEvent happened);
}
