using Microsoft.AspNetCore.Http;

namespace Hamlet.Live.Server;

/// <summary>What a server serves beside the files of its page. Who may look has been asked before.</summary>
internal interface ISite
{
    /// <summary>The file that is the page.</summary>
    string Home { get; }

    /// <summary>Answers a request; false where it is none of this site's, and nothing has been answered.</summary>
    Task<bool> TryAnswerAsync(HttpContext context, string path);
}
