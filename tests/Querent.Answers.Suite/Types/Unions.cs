using System.Text.Json.Serialization;

namespace Querent.Answers.Suite.Types;

[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square-\u00e9")]
[JsonDerivedType(typeof(Absent), "absent")]
public abstract record Form;

public sealed record Circle(double Radius, Mood? Mood) : Form;

public sealed record Square(int Side, List<Place> Corners) : Form;

public sealed record Absent : Form;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Cash), 1)]
[JsonDerivedType(typeof(Cheque), -20)]
public interface IPayment;

public sealed record Cash(decimal Sum) : IPayment;

public sealed record Cheque(string Bank, DateOnly Day) : IPayment;

/// <summary>Holds itself, and is an alternative of its own.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "op")]
[JsonDerivedType(typeof(Expression), "empty")]
[JsonDerivedType(typeof(Constant), "constant")]
[JsonDerivedType(typeof(Sum), "sum")]
public record Expression;

public sealed record Constant(int Value) : Expression;

public sealed record Sum(Expression Left, Expression? Right) : Expression;

public sealed record Unions(Form Form, Form? Other, List<IPayment> Payments, Circle Circle, Expression Expression);
