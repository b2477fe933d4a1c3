using WsiDicomizer.Fuzz.Structures;

namespace WsiDicomizer.Fuzz.Mutation;

/// <summary>A valid input and where its fields are.</summary>
/// <param name="Bytes">The input; never changed.</param>
/// <param name="Fields">Its fields, in the order in which they were found.</param>
internal sealed record Seed(byte[] Bytes, IReadOnlyList<Field> Fields)
{
    // A slide has tens of thousands of things that look like markers; the first of them are the headers.
    private const int MaxFields = 4096;

    public static Seed Of(byte[] bytes, IStructure structure) =>
        new(bytes, [.. structure.FindFields(bytes).Where(field => field.End <= bytes.Length).Take(MaxFields)]);
}
