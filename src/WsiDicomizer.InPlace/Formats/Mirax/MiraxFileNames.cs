using System.Text.RegularExpressions;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.Mirax;

/// <summary>Level I: the file with the suffix and its folder get the same new name; in the folder are the names that scanners give.</summary>
internal static partial class MiraxFileNames
{
    private const string IndexKey = "INDEXFILE";
    private const int IndexFile = 2;
    private const int FirstDataFile = 3;

    /// <summary>Whether a record is the value of a key that names a file.</summary>
    /// <param name="record">The record.</param>
    public static bool IsFileKey(IdentityRecord record) =>
        record is { FileIndex: MiraxSlidedat.FileIndex, Range: not null } && (record.Name == IndexKey || DataKey().IsMatch(record.Name))
        && (record.Location.Contains($"[{MiraxSlidedat.Hierarchical}]", StringComparison.Ordinal)
            || record.Location.Contains($"[{MiraxSlidedat.DataFile}]", StringComparison.Ordinal));

    /// <summary>Plans the names.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="slidedat">Its Slidedat.ini.</param>
    /// <exception cref="AnonymizationException">A file's name is too short for another.</exception>
    public static void Plan(PlanContext context, MiraxSlidedat slidedat)
    {
        if (context.Rules.KeepName)
        {
            TellOf(context, PlaceAction.Kept);
            return;
        }

        var files = context.Slide.Files;
        context.Rename(0, context.NewName + Path.GetExtension(files[0]));
        for (var i = 1; i < files.Count; i++)
        {
            context.Rename(i, $"{context.NewName}/{Path.GetFileName(files[i])}");
        }

        List<(int File, string Key, List<ByteRange> Places)> unusual =
        [
            .. slidedat.In(MiraxSlidedat.Hierarchical).Where(line => line.Key == IndexKey)
                .Concat(slidedat.In(MiraxSlidedat.DataFile).Where(line => DataKey().IsMatch(line.Key)))
                .Where(line => !UsualName().IsMatch(line.Value))
                .GroupBy(line => line.Key, StringComparer.Ordinal)
                .Select(group => (FileOf(group.Key), group.Key, group.Select(line => line.ValueRange).ToList())),
        ];
        foreach (var (file, _, places) in unusual)
        {
            var room = (int)places.Min(place => place.Length);
            var name = Choose(file, room);
            if (file < files.Count)
            {
                context.Rename(file, $"{context.NewName}/{name}");
            }

            places.ForEach(place => MiraxSlidedat.Replace(context, place, name));
        }

        TellOf(context, PlaceAction.Renamed);
    }

    private static void TellOf(PlanContext context, PlaceAction action)
    {
        foreach (var record in context.Records.Where(record =>
            IsFileKey(record) || (record is { Kind: IdentityKind.FileName, FileIndex: 0, Range: null })))
        {
            context.Tell(record, action);
        }
    }

    private static int FileOf(string key) =>
        key == IndexKey ? IndexFile : FirstDataFile + int.Parse(DataKey().Match(key).Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);

    // None of these is a name that scanners give, so that no two files get the same.
    private static string Choose(int file, int room)
    {
        string[] names = file == IndexFile
            ? ["Index-0.dat", "I.dat", "I"]
            : [FormattableString.Invariant($"Data-{file - FirstDataFile}.dat"), FormattableString.Invariant($"D{file - FirstDataFile}.dat"), FormattableString.Invariant($"D{file - FirstDataFile}")];
        return Array.Find(names, name => name.Length <= room)
            ?? throw new AnonymizationException(
                $"Slidedat.ini has {room} bytes for the name of file {file + 1} of the slide, too few for a new one; --keep-name leaves names as they are");
    }

    [GeneratedRegex(@"^FILE_([0-9]{1,6})\z")]
    private static partial Regex DataKey();

    [GeneratedRegex(@"^(?:Index|Data[0-9]{4}|Index-0|Data-[0-9]{1,6}|I|D[0-9]{1,6})\.dat\z|^(?:I|D[0-9]{1,6})\z")]
    private static partial Regex UsualName();
}
