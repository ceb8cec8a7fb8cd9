namespace Gantry.Discovery.Mdns;

/// <summary>The waits of RFC 6762, and the section that each is from.</summary>
internal static class MdnsTiming
{
    /// <summary>Section 8.1: before the first probe up to this, so that machines that start together do not talk together.</summary>
    public static readonly TimeSpan ProbeStart = TimeSpan.FromMilliseconds(250);

    /// <summary>Section 8.1: between probes, and after the last.</summary>
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Section 8.2: the loser of two probes at once tries again after this.</summary>
    public static readonly TimeSpan ProbeDefer = TimeSpan.FromSeconds(1);

    /// <summary>Section 8.1: after too many conflicts, before each further try.</summary>
    public static readonly TimeSpan ConflictPause = TimeSpan.FromSeconds(5);

    /// <summary>Section 8.1: the time in which conflicts are counted.</summary>
    public static readonly TimeSpan ConflictWindow = TimeSpan.FromSeconds(10);

    /// <summary>So long without a conflict, and the pauses end; section 8.1 names no time.</summary>
    public static readonly TimeSpan ConflictMemory = TimeSpan.FromSeconds(60);

    /// <summary>Section 8.3: before the second announcement; doubled before each further one.</summary>
    public static readonly TimeSpan AnnounceInterval = TimeSpan.FromSeconds(1);

    /// <summary>Section 6: a record is not multicast again within this.</summary>
    public static readonly TimeSpan MulticastGap = TimeSpan.FromSeconds(1);

    /// <summary>Section 6: the same, when a probe must be answered.</summary>
    public static readonly TimeSpan ProbeAnswerGap = TimeSpan.FromMilliseconds(250);

    /// <summary>Section 6: what others may answer as well waits at least this…</summary>
    public static readonly TimeSpan SharedAnswerMin = TimeSpan.FromMilliseconds(20);

    /// <summary>…and at most this.</summary>
    public static readonly TimeSpan SharedAnswerMax = TimeSpan.FromMilliseconds(120);

    /// <summary>Section 7.2: when more known answers are to come, the wait is at least this…</summary>
    public static readonly TimeSpan TruncatedMin = TimeSpan.FromMilliseconds(400);

    /// <summary>…and at most this.</summary>
    public static readonly TimeSpan TruncatedMax = TimeSpan.FromMilliseconds(500);

    /// <summary>Section 5.2: before the first question at least this…</summary>
    public static readonly TimeSpan FirstQuestionMin = TimeSpan.FromMilliseconds(20);

    /// <summary>…and at most this.</summary>
    public static readonly TimeSpan FirstQuestionMax = TimeSpan.FromMilliseconds(120);

    /// <summary>Section 5.2: between the first and the second question; doubled each time…</summary>
    public static readonly TimeSpan QuestionInterval = TimeSpan.FromSeconds(1);

    /// <summary>…up to this.</summary>
    public static readonly TimeSpan QuestionIntervalMax = TimeSpan.FromMinutes(60);

    /// <summary>Sections 10.1 and 10.2: what was said to be gone or replaced is kept this long, in case somebody objects.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Section 10: records with a host name in their name or data, in seconds.</summary>
    public const uint HostTtl = 120;

    /// <summary>Section 10: all others, 75 minutes in seconds.</summary>
    public const uint OtherTtl = 4500;

    /// <summary>Section 6.7: the most that a plain DNS client is told, in seconds.</summary>
    public const uint LegacyTtl = 10;

    /// <summary>Section 8.1: how often a name is asked for before it is taken.</summary>
    public const int Probes = 3;

    /// <summary>Section 8.3 wants two at least; the third helps where packets are lost.</summary>
    public const int Announcements = 3;

    /// <summary>Section 8.1: so many conflicts within <see cref="ConflictWindow"/> are too many.</summary>
    public const int ManyConflicts = 15;
}
