using Hamlet.Formats.EventFiles.Protos;

namespace Hamlet.Analysis.Reading;

/// <summary>Takes the scalars of a run, one by one, in the order of its files.</summary>
internal interface IScalarVisitor
{
    /// <summary>All that came before is void, and comes again as far as it still counts.</summary>
    void Reset();

    /// <summary>Takes a scalar.</summary>
    void Visit(RunTag tag, long step, double wallTime, double value);

    /// <summary>Takes a value that is none: a histogram, an image, a text. Who is after scalars passes it over.</summary>
    void VisitOther(RunTag tag, long step, double wallTime, Summary.Types.Value value)
    {
    }
}
