using Hamlet.Algorithms;

namespace Hamlet.Callbacks;

/// <summary>An agent as callbacks see it.</summary>
public interface ITrainingAgent
{
    /// <summary>Its index.</summary>
    int Index { get; }

    /// <summary>Its name.</summary>
    string Id { get; }

    /// <summary>Its algorithm; <see cref="ILearningRate"/> is among what it may offer.</summary>
    IAlgorithm Algorithm { get; }

    /// <summary>The first of its rows of the world.</summary>
    int FirstRow { get; }

    /// <summary>The number of its rows.</summary>
    int Rows { get; }

    /// <summary>Episodes that it has finished.</summary>
    long Episodes { get; }

    /// <summary>The mean return of its last episodes, at most 100; NaN before the first.</summary>
    double MeanReturn { get; }

    /// <summary>The mean length of its last episodes, at most 100; NaN before the first.</summary>
    double MeanLength { get; }
}
