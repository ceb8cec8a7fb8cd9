using Gantry.Storage;
using Gantry.Storage.Audit;
using Gantry.Storage.Events;
using Gantry.Storage.Settings;

namespace Gantry.Victim;

/// <summary>Three records that belong together.</summary>
internal static class Records
{
    public static async Task<string> SaveAsync(GantryStorage storage, string name, Random random)
    {
        await storage.Store.WriteAsync(
            async session =>
            {
                string value = $"\"{new string('x', random.Next(2000))}\"";
                await session.Settings.SetAsync(
                    new SettingRecord { Name = name, Value = value },
                    CancellationToken.None
                );
                session.Events.Append(new EventRecord { Kind = "saved", Data = $"\"{name}\"" });
                session.Audit.Append(
                    new AuditEntry
                    {
                        UserName = "victim",
                        Action = "save",
                        SubjectId = name,
                    }
                );
            },
            CancellationToken.None
        );
        return name;
    }
}
