using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gantry.Serial.Linux;

/// <summary>
/// One named thread that waits by epoll for any number of file descriptors and timers, and calls their handlers.
/// Nothing polls: an idle loop costs no processor time, and a port costs one entry in a table.
/// </summary>
public sealed unsafe class EventLoop : IDisposable
{
    private const int EPOLL_CTL_ADD = 1;
    private const int EPOLL_CTL_DEL = 2;
    private const int EPOLL_CTL_MOD = 3;
    private const int EPOLL_CLOEXEC = 0x80000;
    private const int EFD_NONBLOCK_CLOEXEC = 0x80800;
    private const int TFD_NONBLOCK_CLOEXEC = 0x80800;
    private const int TFD_TIMER_ABSTIME = 1;
    private const int CLOCK_MONOTONIC = 1;
    private const int BatchSize = 128;
    private const int WakeSlot = 0;
    private const int TimerSlot = 1;

    // struct epoll_event is packed on x86-64 and padded to 16 bytes on all others.
    private static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int DataOffset = EventSize - 8;

    // Held by handles, as work may be posted to a loop that has ended: the numbers are perhaps somebody else's by then.
    private readonly SafeFileHandle _epoll;
    private readonly SafeFileHandle _wake;
    private readonly SafeFileHandle _timer;
    private readonly Thread _thread;
    private readonly Lock _registration = new();
    private readonly Stack<int> _free = new();
    private readonly ConcurrentQueue<ILoopWork> _posted = new();
    private readonly TimerHeap _timers = new();
    private Slot[] _slots = new Slot[64];
    private int _used = TimerSlot + 1;
    private long _timerSetFor = long.MaxValue;
    private int _wakePending;
    private volatile bool _stopping;

    /// <summary>Starts the loop.</summary>
    /// <param name="name">The thread's name, as a debugger and <c>top -H</c> show it (15 characters).</param>
    /// <exception cref="PlatformNotSupportedException">Not on Linux.</exception>
    public EventLoop(string name)
    {
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("The event loop needs Linux's epoll.");
        int wake = Check(LibC.EventFd(0, EFD_NONBLOCK_CLOEXEC), "eventfd");
        _wake = new SafeFileHandle(wake, ownsHandle: true);
        int timer = Check(LibC.TimerCreate(CLOCK_MONOTONIC, TFD_NONBLOCK_CLOEXEC), "timerfd_create");
        _timer = new SafeFileHandle(timer, ownsHandle: true);
        _epoll = new SafeFileHandle(Check(LibC.EpollCreate(EPOLL_CLOEXEC), "epoll_create1"), ownsHandle: true);
        Control(EPOLL_CTL_ADD, wake, EpollEvents.In | EpollEvents.EdgeTriggered, WakeSlot);
        Control(EPOLL_CTL_ADD, timer, EpollEvents.In | EpollEvents.EdgeTriggered, TimerSlot);
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Whether the caller runs on the loop's thread.</summary>
    public bool IsCurrent => Thread.CurrentThread == _thread;

    /// <summary>Watches a file descriptor. May be called on any thread.</summary>
    /// <returns>The registration's number, for <see cref="Change"/> and <see cref="Remove"/>.</returns>
    public int Add(int fd, EpollEvents interest, IReadyHandler handler)
    {
        lock (_registration)
        {
            if (!_free.TryPop(out int slot))
            {
                if (_used == _slots.Length)
                    Array.Resize(ref _slots, _used * 2);
                slot = _used++;
            }
            _slots[slot].Handler = handler;
            try
            {
                Control(EPOLL_CTL_ADD, fd, interest, slot);
            }
            catch
            {
                Release(slot);
                throw;
            }
            return slot;
        }
    }

    /// <summary>Watches for other events from now on.</summary>
    public void Change(int registration, int fd, EpollEvents interest) =>
        Control(EPOLL_CTL_MOD, fd, interest, registration);

    /// <summary>
    /// Ends the watch; to be called before the descriptor is closed. Called on the loop's thread, the handler is not called
    /// again; called on another, one call may be under way. After the loop's end it does nothing.
    /// </summary>
    public void Remove(int registration, int fd)
    {
        lock (_registration)
        {
            if (_epoll.IsClosed)
                return;
            byte* unused = stackalloc byte[16];
            LibC.EpollControl(_epoll, EPOLL_CTL_DEL, fd, unused);
            Release(registration);
        }
    }

    /// <summary>Runs something soon on the loop's thread, unless the loop has ended. May be called on any thread.</summary>
    public void Post(ILoopWork work)
    {
        _posted.Enqueue(work);
        if (Interlocked.Exchange(ref _wakePending, 1) == 0)
            Wake();
    }

    /// <summary>Makes a timer; it is not set yet.</summary>
    public LoopTimer CreateTimer(Action due) => new(this, due);

    /// <summary>Ends the thread. Descriptors stay open: they are their owners'.</summary>
    public void Dispose()
    {
        if (_stopping)
            return;
        _stopping = true;
        Wake();
        if (!IsCurrent)
            _thread.Join();
        lock (_registration)
            _epoll.Dispose();
        _wake.Dispose();
        _timer.Dispose();
    }

    internal void SetTimer(LoopTimer timer, long dueAt)
    {
        _timers.Set(timer, dueAt);
    }

    internal void CancelTimer(LoopTimer timer) => _timers.Remove(timer);

    private void Run()
    {
        byte* events = stackalloc byte[BatchSize * 16];
        while (!_stopping)
        {
            ArmTimer();
            int count = LibC.EpollWait(_epoll, events, BatchSize, -1);
            for (int i = 0; i < count; i++)
            {
                byte* entry = events + (i * EventSize);
                Dispatch(*(ulong*)(entry + DataOffset), (EpollEvents)(*(uint*)entry));
            }
            RunPosted();
            FireTimers();
        }
    }

    private void Dispatch(ulong data, EpollEvents ready)
    {
        int slot = (int)(uint)data;
        if (slot == TimerSlot)
            _timerSetFor = long.MaxValue;
        if (slot <= TimerSlot)
            return;
        // A slot that an earlier event of this batch gave away carries a newer generation.
        Slot entry = _slots[slot];
        if (entry.Generation == (uint)(data >> 32))
            entry.Handler?.OnReady(ready);
    }

    private void RunPosted()
    {
        if (Volatile.Read(ref _wakePending) == 0)
            return;
        // First the flag, then the queue: what is posted from here on wakes the loop again.
        Interlocked.Exchange(ref _wakePending, 0);
        while (_posted.TryDequeue(out ILoopWork? work))
            work.Run();
    }

    private void FireTimers()
    {
        while (_timers.First is { } timer && timer.DueAt <= Stopwatch.GetTimestamp())
        {
            _timers.Remove(timer);
            timer.Fire();
        }
    }

    private void ArmTimer()
    {
        long due = _timers.First?.DueAt ?? long.MaxValue;
        if (due == _timerSetFor)
            return;
        _timerSetFor = due;
        // struct itimerspec: interval and value, seconds and nanoseconds each; all zero disarms.
        nint* spec = stackalloc nint[4] { 0, 0, 0, 0 };
        if (due != long.MaxValue)
        {
            long nanoseconds = Math.Max(1, due * (1_000_000_000L / Stopwatch.Frequency));
            spec[2] = (nint)(nanoseconds / 1_000_000_000);
            spec[3] = (nint)(nanoseconds % 1_000_000_000);
        }
        LibC.TimerSet(_timer, TFD_TIMER_ABSTIME, spec, null);
    }

    private void Wake()
    {
        ulong one = 1;
        try
        {
            LibC.Write(_wake, (byte*)&one, sizeof(ulong));
        }
        catch (ObjectDisposedException)
        {
            // The loop has ended.
        }
    }

    private void Release(int slot)
    {
        _slots[slot].Handler = null;
        _slots[slot].Generation++;
        _free.Push(slot);
    }

    private void Control(int operation, int fd, EpollEvents interest, int slot)
    {
        byte* entry = stackalloc byte[16];
        *(uint*)entry = (uint)interest;
        *(ulong*)(entry + DataOffset) = (uint)slot | ((ulong)_slots[slot].Generation << 32);
        Check(LibC.EpollControl(_epoll, operation, fd, entry), "epoll_ctl");
    }

    private static int Check(int result, string call)
    {
        if (result >= 0)
            return result;
        throw new IOException($"{call} failed: {LibC.ErrorText(Marshal.GetLastPInvokeError())}.");
    }

    private struct Slot
    {
        public IReadyHandler? Handler;
        public uint Generation;
    }
}
