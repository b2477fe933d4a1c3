using System.Text;
using System.Text.RegularExpressions;
using WsiDicomizer.InPlace.Ini;
using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.HamamatsuVms;

/// <summary>Level I: the names of a slide's files, and what the index says of them, in as many bytes.</summary>
/// <remarks>
/// A shorter name has blanks before it, which readers of INI files skip; those behind a value some keep. Where the old name is too
/// short for the slide's new one, as much of its code goes in as fits, and a number that tells the slide's files apart.
/// </remarks>
internal sealed partial class VmsNames
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int ShortCode = 6;

    private readonly PlanContext _context;
    private readonly IReadOnlyList<IniLine> _lines;
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Prepares to rename.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="lines">The index.</param>
    public VmsNames(PlanContext context, IReadOnlyList<IniLine> lines)
    {
        _context = context;
        _lines = lines;
    }

    /// <summary>Whether a key names a file.</summary>
    /// <param name="key">The key.</param>
    public static bool IsFileKey(string key) =>
        key is "MapFile" or VmsAnonymizer.MacroKey or "OptimisationFile" || ImageKey().IsMatch(key);

    /// <summary>Plans the names.</summary>
    /// <exception cref="AnonymizationException">A name is too short for another, or a file is named that is no part of the slide.</exception>
    public void Plan()
    {
        if (_context.Rules.KeepName)
        {
            return;
        }

        var files = _context.Slide.Files;
        Rename(0, _context.NewName + Path.GetExtension(files[0]));
        for (var i = 1; i < files.Count; i++)
        {
            var name = Path.GetFileName(files[i]);
            List<IniLine> lines = [.. _lines.Where(line => IsFileKey(line.Key) && line.Value == name)];
            if (lines.Count == 0)
            {
                throw new AnonymizationException($"file {i + 1} of the slide is named nowhere in its index; nothing was done");
            }

            var room = (int)lines.Min(line => line.ValueRange.Length);
            var newName = Choose(i, lines[0].Key, Path.GetExtension(name), room);
            Rename(i, newName);
            foreach (var line in lines)
            {
                var value = newName.PadLeft((int)line.ValueRange.Length);
                _context.Write(0, line.ValueRange.Offset, Encoding.ASCII.GetBytes(value));
            }
        }

        ForgetOthers();
        NameChange.Tell(_context);
        foreach (var record in _context.Records.Where(record => record.Kind == IdentityKind.FileName && record.Range is not null))
        {
            _context.Tell(record, PlaceAction.Renamed);
        }
    }

    /// <summary>Names of files that are not there, and such that a later line of the same key overrules.</summary>
    private void ForgetOthers()
    {
        var names = _context.Slide.Files.Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal);
        foreach (var line in _lines.Where(line => IsFileKey(line.Key) && line.Value.Length > 0 && !names.Contains(line.Value)))
        {
            var value = new string('X', (int)line.ValueRange.Length);
            _context.Write(0, line.ValueRange.Offset, Encoding.ASCII.GetBytes(value));
        }
    }

    private void Rename(int fileIndex, string name)
    {
        _taken.Add(name);
        _context.Rename(fileIndex, name);
    }

    private string Choose(int fileIndex, string key, string oldExtension, int room)
    {
        var extension = oldExtension.ToLowerInvariant() is ".jpg" or ".jpeg" or ".ngr" or ".opt" ? oldExtension.ToLowerInvariant() : string.Empty;
        var name = _context.NewName;
        var code = name[(name.LastIndexOf('-') + 1)..];
        var number = Number(fileIndex);
        var role = key switch
        {
            "MapFile" => "-map",
            VmsAnonymizer.MacroKey => "-macro",
            "OptimisationFile" => string.Empty,
            _ => $"-{number}",
        };
        var shortRoom = room - number.Length - extension.Length;
        var bareRoom = room - number.Length;
        string[] candidates =
        [
            $"{name}{role}{extension}",
            $"{name}-{number}{extension}",
            $"{code}-{number}{extension}",
            shortRoom >= ShortCode ? $"{number}{Start(code, shortRoom)}{extension}" : string.Empty,
            bareRoom >= 1 ? $"{number}{Start(code, bareRoom)}" : string.Empty,
        ];
        return candidates.FirstOrDefault(candidate => candidate.Length > 0 && candidate.Length <= room && !_taken.Contains(candidate))
            ?? throw new AnonymizationException(
                $"the index has {room} bytes for the name of file {fileIndex + 1} of the slide, too few for a new one; --keep-name leaves names as they are");
    }

    // As many digits for every file, so that no name is the beginning of another.
    private string Number(int fileIndex)
    {
        var number = string.Empty;
        for (int rest = fileIndex, most = _context.Slide.Files.Count; most > 0; rest /= Digits.Length, most /= Digits.Length)
        {
            number = Digits[rest % Digits.Length] + number;
        }

        return number;
    }

    private static string Start(string code, int length) => code[..Math.Min(code.Length, length)];

    [GeneratedRegex(@"^ImageFile(?:\([0-9]{1,4}(?:,[0-9]{1,4}){1,2}\))?\z")]
    private static partial Regex ImageKey();
}
