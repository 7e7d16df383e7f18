namespace Hamlet.Configuration;

/// <summary>A place in a configuration file, both counted from 1; line 0 means the file as a whole.</summary>
/// <param name="File">The file as the user named it, or a word such as <c>--set</c> for text that came from elsewhere.</param>
/// <param name="Line">The line.</param>
/// <param name="Column">The column.</param>
public readonly record struct ConfigSpan(string File, int Line, int Column)
{
    /// <summary>The folder that a path at this place is relative to: the file's; the working directory, which is "", for what stands in no file.</summary>
    public string Folder => Line == 0 ? "" : Path.GetDirectoryName(File) ?? "";

    /// <summary><c>file(line,column)</c>, the form that editors and build logs turn into a link.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}({Line},{Column})";
}
