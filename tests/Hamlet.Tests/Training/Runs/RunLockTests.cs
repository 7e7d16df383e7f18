using Hamlet.Tests.Outputs.Support;
using Hamlet.Training.Runs;

namespace Hamlet.Tests.Training.Runs;

public sealed class RunLockTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void OneHasItUntilHeLetsItGo()
    {
        using (RunLock? first = RunLock.TryTake(_directory.Path))
        {
            Assert.NotNull(first);
            Assert.Null(RunLock.TryTake(_directory.Path));
        }

        using RunLock? next = RunLock.TryTake(_directory.Path);
        Assert.NotNull(next);
    }

    [Fact]
    public void ADirectoryThatIsNotThereIsNobodys() =>
        Assert.ThrowsAny<IOException>(() => RunLock.TryTake(Path.Combine(_directory.Path, "missing")));
}
