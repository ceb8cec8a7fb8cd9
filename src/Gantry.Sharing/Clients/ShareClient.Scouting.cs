using Gantry.Rfc2217;

namespace Gantry.Sharing.Clients;

/// <content>
/// Looking behind a request that waits until the device has taken what was written before it: a purge that stands there throws
/// that away, and so ends the wait.
/// </content>
internal sealed partial class ShareClient
{
    /// <summary>So much is received while a request waits.</summary>
    private const int MostBehindRequest = 256 * 1024;

    private PurgeScout? _scout;
    private int _scouted;

    private bool IsRequestWaiting => _isWaiting && _session is not null && _host.IsWaitingForDevice;

    private bool MayScout => IsRequestWaiting && _unread.Count < MostBehindRequest;

    /// <summary>Another request waits from here on.</summary>
    private void BeginWaiting()
    {
        _isWaiting = true;
        _scout = null;
    }

    private void Scout()
    {
        if (!IsRequestWaiting)
            return;
        if (_scout is null)
        {
            _scout = new PurgeScout();
            _scouted = 0;
        }
        ReadOnlySpan<byte> news = _unread.Span[_scouted..];
        _scouted = _unread.Count;
        if (!_scout.Finds(news))
            return;
        _scout = null;
        _ahead.Clear();
        _host.DiscardUnsent();
    }
}
