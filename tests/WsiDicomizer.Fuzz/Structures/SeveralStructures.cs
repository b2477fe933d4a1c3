namespace WsiDicomizer.Fuzz.Structures;

/// <summary>One format inside another: tiles in a slide, a profile in a data set.</summary>
internal sealed class SeveralStructures(params IStructure[] structures) : IStructure
{
    public IEnumerable<Field> FindFields(byte[] bytes) => structures.SelectMany(structure => structure.FindFields(bytes));
}
