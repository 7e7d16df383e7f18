using Hamlet.Callbacks;
using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.IntegrationTests.Border;

/// <summary>A callback and a wrapper in one, which counts how many of it there are that nobody has closed.</summary>
internal sealed class Closable(EnvironmentSpec? world, Closable.Count count) : ICallback, IWrapper, IDisposable
{
    private readonly PassThrough? _same = world is null ? null : new PassThrough(world);
    private bool _isOpen = count.Open();

    public EnvironmentSpec Spec => world!;

    public void Reset(EnvironmentRows world, EnvironmentRows agent) => _same!.Reset(world, agent);

    public void Step(EnvironmentRows world, EnvironmentRows agent) => _same!.Step(world, agent);

    public IWrapper CreateFrozen(int rows) => new Closable(world, count);

    public void SaveState(StateWriter writer)
    {
    }

    public void LoadState(StateReader reader)
    {
    }

    public void Dispose()
    {
        count.Left -= _isOpen ? 1 : 0;
        _isOpen = false;
    }

    /// <summary>How many were made, and how many of those are open.</summary>
    internal sealed class Count
    {
        public int Made { get; private set; }

        public int Left { get; set; }

        public bool Open()
        {
            Made++;
            Left++;
            return true;
        }
    }
}
