using WsiDicomizer.InPlace;
using WsiDicomizer.InPlace.Writing;

namespace WsiDicomizer.Cli.Anonymizing;

/// <summary>Sees to changes in place that an earlier run could not finish.</summary>
internal sealed class Interrupted
{
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _finishedFolders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _newPaths = new(StringComparer.Ordinal);

    /// <summary>Finishes what an earlier run began in the folder of a file.</summary>
    /// <param name="path">The file, by full path.</param>
    /// <param name="mayFinish">Whether slides may be changed; else a slide of such a folder is refused.</param>
    /// <returns>The path that the file has now, where it was renamed by that; else null.</returns>
    /// <exception cref="AnonymizationException">Something is unfinished and may not be finished.</exception>
    /// <exception cref="IOException">Another run is at work, or a disk refuses.</exception>
    public string? Settle(string path, bool mayFinish)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (_folders.Add(folder) && Directory.Exists(folder))
        {
            if (!mayFinish && InPlaceWriter.IsUnfinished(folder))
            {
                _folders.Remove(folder);
                throw new AnonymizationException(
                    "a change in place was interrupted in this folder; finish it with 'anonymize --in-place' first");
            }

            foreach (var (oldPath, newPath) in mayFinish ? InPlaceWriter.Recover(folder) : [])
            {
                _newPaths[oldPath] = newPath;
                _finishedFolders.Add(folder);
            }
        }

        return _newPaths.GetValueOrDefault(path);
    }

    /// <summary>Whether a file was one of several of a slide that was finished, and has another name now.</summary>
    /// <param name="path">The file, by full path, once it is settled.</param>
    public bool IsRenamedPart(string path) =>
        _finishedFolders.Contains(Path.GetDirectoryName(path)!) && !_newPaths.ContainsKey(path) && !File.Exists(path);
}
