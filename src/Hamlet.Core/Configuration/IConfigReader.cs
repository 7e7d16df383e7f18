namespace Hamlet.Configuration;

/// <summary>Reads a configuration file into nodes. Core knows no file format; Hamlet.Formats has the YAML one.</summary>
public interface IConfigReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="fullPath">The file to open.</param>
    /// <param name="displayName">What its places are called in errors.</param>
    /// <exception cref="ConfigException">The file cannot be opened or is not well formed.</exception>
    ConfigNode Read(string fullPath, string displayName);
}
