using Hamlet.Threads;

namespace Hamlet.Numerics;

/// <summary>What the threads of a pass through a network share. One a workspace, so that nothing is allocated by a pass.</summary>
/// <param name="workspace">The values and gradients.</param>
internal sealed unsafe class NetworkPass(ManagedWorkspace workspace) : IRowWork
{
    // What is worth a thread's while: some ten microseconds of arithmetic, against the few that asking and the way of the data between the
    // processors take.
    private const double LeastWork = 2_000_000;

    // Of each thread's work: who comes late or is slow leaves some to the others.
    private const int PiecesEach = 4;

    private Action<NetworkPass, int, int, int>? _what;
    private int _offset;

    /// <summary>The values and gradients.</summary>
    public ManagedWorkspace Workspace => workspace;

    /// <summary>The network.</summary>
    public ManagedInference? Network { get; set; }

    /// <summary>The first row's observation.</summary>
    public float* Observations { get; set; }

    /// <summary>Where a new episode begins, or null for nowhere.</summary>
    public bool* Resets { get; set; }

    /// <summary>The sequences of the batch.</summary>
    public int Size { get; set; }

    /// <summary>The rows of the batch.</summary>
    public int Rows { get; set; }

    /// <summary>The first row of those that are gone through together, and how many those are.</summary>
    public (int First, int Count) Stripe { get; set; }

    /// <summary>The parts of the weights whose gradient is summed, or which are transposed.</summary>
    public WeightPart[] Parts { get; set; } = [];

    /// <summary>Whether gradients are added to what is there.</summary>
    public bool Accumulates { get; set; }

    /// <summary>Does something for rows or sequences, on as many threads as it is worth.</summary>
    /// <param name="what">What to do: for the thread, the first row and the number of rows.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="work">The multiplications and additions of one row.</param>
    public void ShareRows(Action<NetworkPass, int, int, int> what, int first, int count, double work)
    {
        int threads = Worth(work * count);
        int pieces = PiecesEach * threads;
        int grain = Math.Min(ManagedWorkspace.RowBlock, (count + pieces - 1) / pieces);
        Share(what, first, count, (grain + ManagedWorkspace.LeastRows - 1) / ManagedWorkspace.LeastRows * ManagedWorkspace.LeastRows, threads);
    }

    /// <summary>Does something for each of <see cref="Parts"/>.</summary>
    /// <param name="what">What to do: for the thread, the first part and the number of parts.</param>
    /// <param name="work">The multiplications and additions of all parts.</param>
    public void ShareParts(Action<NetworkPass, int, int, int> what, double work) => Share(what, 0, Parts.Length, 1, Worth(work));

    /// <inheritdoc/>
    public void Run(int thread, int first, int count) => _what!(this, thread, _offset + first, count);

    private int Worth(double work) => (int)Math.Clamp(work / LeastWork, 1, workspace.Threads);

    private void Share(Action<NetworkPass, int, int, int> what, int first, int count, int grain, int threads)
    {
        if (threads == 1)
        {
            what(this, 0, first, count);
            return;
        }

        (_what, _offset) = (what, first);
        Network!.Threads.Run(this, count, grain, threads, isEven: true);
    }
}
