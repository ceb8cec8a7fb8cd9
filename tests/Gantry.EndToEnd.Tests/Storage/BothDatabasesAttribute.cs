using System.Reflection;
using Gantry.Storage;
using Xunit.Sdk;
using Xunit.v3;

namespace Gantry.EndToEnd.Tests.Storage;

/// <summary>Runs a theory once with SQLite and once with PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothDatabasesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod,
        DisposalTracker disposalTracker
    ) =>
        new([
            new TheoryDataRow<DatabaseKind>(DatabaseKind.Sqlite),
            new TheoryDataRow<DatabaseKind>(DatabaseKind.Postgres),
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
