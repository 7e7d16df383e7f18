namespace Hamlet.Analysis.Reading;

/// <summary>Takes the scalars of a run, one by one, in the order of its files.</summary>
internal interface IScalarVisitor
{
    /// <summary>All that came before is void, and comes again as far as it still counts.</summary>
    void Reset();

    /// <summary>Takes a scalar.</summary>
    void Visit(RunTag tag, long step, double wallTime, double value);
}
