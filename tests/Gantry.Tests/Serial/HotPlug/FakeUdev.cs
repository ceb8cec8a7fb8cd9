using Gantry.Serial.HotPlug;
using Gantry.Serial.Linux;

namespace Gantry.Tests.Serial.HotPlug;

/// <summary>Says what udev would say.</summary>
internal sealed class FakeUdev : IDisposable
{
    private EventLoop? _loop;
    private Action<Uevent>? _tell;

    public Action? Lose { get; private set; }

    public DeviceWatchOptions Options(FakeSysfs sys) =>
        new()
        {
            UdevControl = sys.Dev,
            SettleLimit = TimeSpan.FromMinutes(10),
            ListenToUdev = Listen,
        };

    public void Say(UeventAction action, string node) => SayOn(() => _tell!(new Uevent(action, "tty", node)));

    public void SayEventsWereLost() => SayOn(() => Lose!());

    public void Dispose() { }

    private FakeUdev Listen(EventLoop loop, Action<Uevent> tell, Action lost)
    {
        (_loop, _tell, Lose) = (loop, tell, lost);
        return this;
    }

    private void SayOn(Action say) => _loop!.Post(new Saying(say));

    private sealed class Saying(Action say) : ILoopWork
    {
        public void Run() => say();
    }
}
