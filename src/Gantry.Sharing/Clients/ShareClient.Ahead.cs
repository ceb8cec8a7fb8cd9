using System.Diagnostics;
using Gantry.Sharing.Ports;

namespace Gantry.Sharing.Clients;

/// <content>
/// Reading ahead of a device that is full, so that a purge or a question is found behind data that the device does not take.
/// A raw client asks for nothing, and is held back at once.
/// </content>
internal sealed partial class ShareClient
{
    /// <summary>So much is read ahead; with the device's own queue and what one read adds, this is a megabyte.</summary>
    private const int MostAhead = (1024 * 1024) - LoopBuffers.Size;

    /// <summary>A device that is full for so long is read ahead of; one that only works at full speed never is.</summary>
    private static readonly long FullForLong = Stopwatch.Frequency / 500;

    private bool _readsAhead;
    private long _fullSince;

    /// <summary>Throws away what was read and did not reach the device's queue.</summary>
    public void DiscardAhead() => _ahead.Clear();

    /// <summary>Whether the device must take something before more can be handed to it; so it is while anything is read ahead.</summary>
    private bool IsBehind => Role == ClientRole.Writer && _host.IsDeviceFull;

    private bool MayReadAhead => _readsAhead && _ahead.Count < MostAhead;

    private void MindReadingAhead()
    {
        if (_session is null || _readsAhead || _fullSince != 0)
            return;
        _fullSince = Stopwatch.GetTimestamp();
        if (!_aheadTimer.IsSet)
            _aheadTimer.SetAt(_fullSince + FullForLong);
    }

    // The timer is left to run while the device fills and empties: setting it each time would cost more than looking here.
    private void OnLongFull()
    {
        if (_fullSince == 0 || !IsBehind)
        {
            _fullSince = 0;
            return;
        }
        if (Stopwatch.GetTimestamp() - _fullSince < FullForLong)
        {
            _aheadTimer.SetAt(_fullSince + FullForLong);
            return;
        }
        _readsAhead = true;
        ReadOn();
    }

    /// <summary>Hands on what was read ahead, as far as the device has room.</summary>
    private void WriteAhead()
    {
        while (!_ahead.IsEmpty && !IsBehind)
            HandOver();
        if (IsBehind)
            return;
        _readsAhead = false;
        _fullSince = 0;
    }

    /// <summary>Hands on all of it before the right to write is given back.</summary>
    private void HandOverAhead()
    {
        while (!_ahead.IsEmpty)
            HandOver();
        _readsAhead = false;
    }

    private void HandOver()
    {
        _lastActivity = Stopwatch.GetTimestamp();
        ReadOnlySpan<byte> piece = _ahead.First;
        _host.Write(this, piece);
        // A device that is lost over it closes its clients, and nothing is left.
        if (!_ahead.IsEmpty)
            _ahead.Skip(piece.Length);
    }
}
