using Gantry.Storage.Audit;
using Gantry.Storage.Cluster;
using Gantry.Storage.Events;
using Gantry.Storage.History;
using Gantry.Storage.Jobs;
using Gantry.Storage.Library;
using Gantry.Storage.People;
using Gantry.Storage.Printers;
using Gantry.Storage.Settings;

namespace Gantry.Storage;

/// <summary>
/// All repositories within one unit of work (<see cref="IStore"/>): what is done through them happens together or not at all.
/// It belongs to one caller and is of no use after the unit of work. A call that fails fails the whole unit, even when its
/// exception is caught.
/// </summary>
public interface IStoreSession
{
    /// <summary>The time of everything that the unit of work writes.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The folders of the library.</summary>
    IFolderRepository Folders { get; }

    /// <summary>The files of the library.</summary>
    IFileRepository Files { get; }

    /// <summary>What is known of the bytes of files.</summary>
    IContentRepository Contents { get; }

    /// <summary>The printers.</summary>
    IPrinterRepository Printers { get; }

    /// <summary>The maintenance of printers.</summary>
    IMaintenanceRepository Maintenance { get; }

    /// <summary>The queue and its jobs.</summary>
    IJobRepository Jobs { get; }

    /// <summary>The prints that run and those that ended.</summary>
    IPrintRepository Prints { get; }

    /// <summary>The accounts.</summary>
    IUserRepository Users { get; }

    /// <summary>The browsers that are signed in.</summary>
    ISessionRepository Sessions { get; }

    /// <summary>The keys of programs.</summary>
    IApiKeyRepository ApiKeys { get; }

    /// <summary>The quotas.</summary>
    IQuotaRepository Quotas { get; }

    /// <summary>The audit log.</summary>
    IAuditRepository Audit { get; }

    /// <summary>The settings.</summary>
    ISettingRepository Settings { get; }

    /// <summary>The secrets.</summary>
    ISecretRepository Secrets { get; }

    /// <summary>What happened lately.</summary>
    IEventRepository Events { get; }

    /// <summary>Notices that must get through.</summary>
    IOutboxRepository Outbox { get; }

    /// <summary>The keys of calls that may come twice.</summary>
    IIdempotencyRepository Idempotency { get; }

    /// <summary>The nodes of the cluster.</summary>
    INodeRepository Nodes { get; }

    /// <summary>Tells of a change as soon as the unit of work is saved.</summary>
    /// <exception cref="ArgumentException">Its text is too long.</exception>
    void Publish(Change change);

    /// <summary>
    /// Keeps everybody else who asks for the same name waiting until the unit of work ends: for rules over several records, as
    /// "no more than three open jobs".
    /// </summary>
    Task LockAsync(string name, CancellationToken cancellationToken);
}
