using Hamlet.Analysis.Reading;

namespace Hamlet.Hosting.Export;

/// <summary>Where scalars go.</summary>
internal interface IScalarExport : IScalarVisitor, IDisposable
{
    /// <summary>A run begins.</summary>
    void Begin(string run);

    /// <summary>All is there.</summary>
    void End();
}
