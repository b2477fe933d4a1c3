namespace WsiDicomizer.Fuzz.Structures;

/// <summary>Text and the like: there is nothing to aim at.</summary>
internal sealed class NoStructure : IStructure
{
    public IEnumerable<Field> FindFields(byte[] bytes) => [];
}
