using System.Text.Json;

namespace WsiDicomizer.Dicom.Json;

/// <summary>The component groups of a person's name as members of an object (PS3.18 F.2.2, PS3.5 6.2.1).</summary>
internal static class PersonNameGroups
{
    /// <summary>The names of the members, in the order of the groups.</summary>
    public static readonly string[] Names = ["Alphabetic", "Ideographic", "Phonetic"];

    /// <summary>Writes a value that is not empty.</summary>
    /// <remarks>
    /// Empty groups are left out, but the last: so "A=" comes back as it was. Should there be more than three groups,
    /// which the standard does not have, the third holds the rest.
    /// </remarks>
    public static void Write(Utf8JsonWriter writer, string value)
    {
        var groups = value.Split('=', Names.Length);
        writer.WriteStartObject();
        for (var index = 0; index < groups.Length; index++)
        {
            if (groups[index].Length > 0 || (index == groups.Length - 1 && index > 0))
            {
                writer.WriteString(Names[index], groups[index]);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>The value of groups.</summary>
    /// <param name="groups">Null for a group that is not there.</param>
    public static string Join(ReadOnlySpan<string?> groups)
    {
        var count = groups.Length;
        while (count > 0 && groups[count - 1] is null)
        {
            count--;
        }

        return string.Join('=', groups[..count]);
    }
}
