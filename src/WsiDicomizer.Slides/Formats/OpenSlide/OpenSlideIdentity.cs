namespace WsiDicomizer.Slides.Formats.OpenSlide;

/// <summary>Identity as far as the library tells of it: the file's name, properties and pictures.</summary>
internal static class OpenSlideIdentity
{
    /// <summary>Finds the records.</summary>
    /// <param name="file">The slide's file.</param>
    /// <param name="properties">All properties.</param>
    /// <param name="images">All pictures beside the levels.</param>
    public static IReadOnlyList<IdentityRecord> FindRecords(
        SlideFile file, IReadOnlyList<KeyValuePair<string, string>> properties, IReadOnlyList<AssociatedImage> images)
    {
        var records = new List<IdentityRecord>
        {
            new()
            {
                Location = "file name", Name = "file name", Value = Path.GetFileName(file.Path), Kind = IdentityKind.FileName,
            },
        };
        foreach (var (key, value) in properties)
        {
            if (value.Length > 0 && OpenSlideKeys.Classify(key, value) is { } kind)
            {
                records.Add(new IdentityRecord { Location = "property of OpenSlide", Name = key, Value = value, Kind = kind });
            }
        }

        foreach (var image in images)
        {
            records.Add(new IdentityRecord
            {
                Location = image.Location,
                Name = "picture",
                Kind = image.Kind == AssociatedImageKind.Label ? IdentityKind.LabelImage : IdentityKind.MacroImage,
            });
        }

        return records;
    }
}
