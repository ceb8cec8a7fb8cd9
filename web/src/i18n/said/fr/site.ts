import type { Saying } from "../sayings";

/** People, settings, and what any call can be answered. */
export const site: readonly Saying[] = [
  // What any call can be answered.
  [
    "There is no {what}. It may have been removed in the meantime.",
    "Introuvable : {what}. Peut-être supprimé entre-temps.",
  ],
  ["There is no {what}.", "Introuvable : {what}."],
  ["printer {id}", "imprimante {id}"],
  ["printer with a camera", "imprimante avec une caméra"],
  ["camera at this printer", "caméra de cette imprimante"],
  ["camera", "caméra"],
  ["job {id}", "tâche {id}"],
  ["print {id}", "impression {id}"],
  ["file {id}", "fichier {id}"],
  ["folder {id}", "dossier {id}"],
  ["file of this job in the library", "fichier de cette tâche dans la bibliothèque"],
  ["file of this print in the library", "fichier de cette impression dans la bibliothèque"],
  ["analysis of file {id} yet", "analyse du fichier {id}"],
  ["picture of file {id}", "image du fichier {id}"],
  ["photo of print {id}", "photo de l’impression {id}"],
  ["log of print {id}", "journal de l’impression {id}"],
  ["layer {layer}; the file has {count}", "couche {layer} ; le fichier en a {count}"],
  ["account {id}", "compte {id}"],
  ["key {id}", "clé {id}"],
  ["channel {id}", "canal {id}"],
  ["port {number}", "port {number}"],
  ["such log", "ce journal"],
  ["script '{name}' of this printer", "script « {name} » de cette imprimante"],
  ["maintenance task {id} of this printer", "tâche de maintenance {id} de cette imprimante"],
  ["Sign in first.", "Connectez-vous d’abord."],
  ["You may not do this.", "Vous n’en avez pas le droit."],
  ["It needs the right '{right}'.", "Il faut le droit « {right} »."],
  [
    "It needs the right 'settings.manage' or 'backup'.",
    "Il faut le droit « settings.manage » ou « backup ».",
  ],
  ["The key is for certain printers.", "La clé est pour certaines imprimantes."],
  ["The key is for other printers.", "La clé est pour d’autres imprimantes."],
  [
    "Something went wrong in Gantry; its log says more.",
    "Quelque chose a échoué dans Gantry ; son journal en dit plus.",
  ],
  [
    "The body is larger than this address takes.",
    "L’envoi est plus grand que ce qui est accepté ici.",
  ],
  [
    "The body must be JSON, and its Content-Type application/json.",
    "L’envoi doit être du JSON, de type application/json.",
  ],
  [
    "The body came too slowly, or not at all.",
    "L’envoi est arrivé trop lentement, ou pas du tout.",
  ],
  [
    "This call came from a page of another site, which may change nothing here.",
    "Cet appel vient de la page d’un autre site, qui ne peut rien changer ici.",
  ],
  ["This call came from a page of another site.", "Cet appel vient de la page d’un autre site."],
  [
    "Gantry does not know itself by this name. Call it by its address, or add the name with --host or in the settings.",
    "Gantry ne se connaît pas sous ce nom. Appelez-le par son adresse, ou ajoutez le nom avec --host ou dans les réglages.",
  ],
  [
    "A change with a session needs the header {header} with the token that GET /session gives.",
    "La session de cette page n’est plus valable. Rechargez la page.",
  ],
  [
    "The first call with this Idempotency-Key is still under way. Ask again in a moment.",
    "Le premier essai est encore en cours. Réessayez dans un instant.",
  ],
  [
    "This Idempotency-Key was used for another call. Take a new one for each thing that is to be done.",
    "Cette demande a déjà servi à autre chose. Rechargez, puis recommencez.",
  ],
  ["{most} listen already. Close some pages.", "{most} pages écoutent déjà. Fermez-en."],
  [
    "The {record} was expected at version {version}, but somebody changed or removed it since. Read it again and repeat.",
    "Quelqu’un l’a modifié ou supprimé entre-temps. Rechargez, puis recommencez.",
  ],
  [
    "The place to go on from is not one that the page before gave. Begin with the first page.",
    "La suite de cette liste n’est plus valable. Recommencez au début.",
  ],
  [
    "The database did not answer in time. Look at its load, or try again.",
    "La base de données n’a pas répondu à temps. Regardez sa charge, ou réessayez.",
  ],
  [
    "Another process kept the database for too long. Try again; if it stays so, look which process that is.",
    "Un autre processus a gardé la base trop longtemps. Réessayez ; si cela dure, cherchez lequel.",
  ],
  [
    "Others kept the same records for too long. Try again.",
    "D’autres ont gardé les mêmes données trop longtemps. Réessayez.",
  ],
  [
    "Something with this name or key is there already. Choose another one.",
    "Ce nom est déjà pris. Choisissez-en un autre.",
  ],
  [
    "Something else needs this, or it names something that is not there. Look at both, then try again.",
    "Autre chose en a besoin, ou il nomme ce qui n’existe pas. Vérifiez les deux, puis réessayez.",
  ],
  [
    "The disk of the database is full: nothing was saved. Free some space, then try again.",
    "Le disque de la base est plein : rien n’a été enregistré. Libérez de la place, puis réessayez.",
  ],
  [
    "More than {most} calls wait for the database. Its disk is too slow for them, or it hangs.",
    "Plus de {most} appels attendent la base de données. Son disque est trop lent, ou bloqué.",
  ],
  ["A time is expected, as {example}.", "Une heure est attendue, comme {example}."],
  ["It is csv or json.", "C’est csv ou json."],
  [
    "It is printer, user, material, month or total.",
    "C’est printer, user, material, month ou total.",
  ],
  [
    "It is name, uploaded, size, time, filament or printed.",
    "C’est name, uploaded, size, time, filament ou printed.",
  ],
  ["'{word}' is no state of a print.", "« {word} » n’est pas l’état d’une impression."],
  ["'{word}' is no state of a printer.", "« {word} » n’est pas l’état d’une imprimante."],
  ["'{word}' is no state of a job.", "« {word} » n’est pas l’état d’une tâche."],
  ["'{word}' is no permission.", "« {word} » n’est pas un droit."],
  [
    "They are an object of up to {most} characters.",
    "C’est un objet de {most} caractères au plus.",
  ],
  ["{most} tags are the most, not {count}.", "{most} étiquettes au plus, pas {count}."],
  // People.
  [
    "A name has up to {most} letters, digits and the signs . - _ @ + ' or a space, and begins with a letter or digit.",
    "Un nom a jusqu’à {most} lettres, chiffres, signes . - _ @ + ' ou espaces, et commence par une lettre ou un chiffre.",
  ],
  [
    "This name stands for nobody. Choose another one.",
    "Ce nom ne désigne personne. Choisissez-en un autre.",
  ],
  [
    "An account named '{name}' is there already. Choose another name.",
    "Il y a déjà un compte « {name} ». Choisissez un autre nom.",
  ],
  ["It is somebody else's account.", "C’est le compte de quelqu’un d’autre."],
  ["Sign in with name and password for it.", "Connectez-vous pour cela avec nom et mot de passe."],
  ["The old password is wrong.", "L’ancien mot de passe est faux."],
  [
    "This is the last administrator who can sign in. Make somebody else one first.",
    "C’est le dernier administrateur qui peut se connecter. Nommez-en d’abord un autre.",
  ],
  ["An address is name@host, one alone.", "Une adresse est nom@machine, une seule."],
  ["They are somebody else's keys.", "Ce sont les clés de quelqu’un d’autre."],
  [
    "Sign in with name and password to make a key.",
    "Connectez-vous avec nom et mot de passe pour créer une clé.",
  ],
  [
    "Sign in with name and password to take back a key.",
    "Connectez-vous avec nom et mot de passe pour révoquer une clé.",
  ],
  ["{most} keys are the most. Revoke one first.", "{most} clés au plus. Révoquez-en d’abord une."],
  ["A key has a name of up to 100 characters.", "Le nom d’une clé fait 100 caractères au plus."],
  [
    "A key needs a scope, else it is good for nothing.",
    "Une clé demande un droit, sinon elle ne sert à rien.",
  ],
  [
    "Name 1 to 1000 printers, or none for all.",
    "Nommez de 1 à 1000 imprimantes, ou aucune pour toutes.",
  ],
  ["This time is over.", "Cette date est passée."],
  [
    "A key may do no more than its owner, and you have not the right '{right}'.",
    "Une clé ne peut pas plus que son propriétaire, et vous n’avez pas le droit « {right} ».",
  ],
  [
    "This key is not known, has run out, or was taken back.",
    "Cette clé est inconnue, expirée ou révoquée.",
  ],
  [
    "A password has {least} to {most} characters.",
    "Un mot de passe a de {least} à {most} caractères.",
  ],
  [
    "This password is the first that anybody would try. Choose another one.",
    "Ce mot de passe est le premier que l’on essaierait. Choisissez-en un autre.",
  ],
  [
    "Too many tries. Wait {seconds} s, then try again.",
    "Trop d’essais. Attendez {seconds} s, puis réessayez.",
  ],
  [
    "This is not the set-up code. It stands on the console of the server, and changes with every start.",
    "Ce n’est pas le code d’installation. Il est sur la console du serveur, et change à chaque démarrage.",
  ],
  ["There is an administrator already. Sign in.", "Il y a déjà un administrateur. Connectez-vous."],
  [
    "Name or password is wrong, or the account is closed.",
    "Nom ou mot de passe faux, ou compte fermé.",
  ],
  [
    "The account was changed at this moment. Sign in again.",
    "Le compte vient d’être modifié. Reconnectez-vous.",
  ],
  // Settings.
  ["Expected 1 to 100 characters.", "De 1 à 100 caractères."],
  ["At most 100 names.", "100 noms au plus."],
  [
    "'{host}' is not a host name or address.",
    "« {host} » n’est ni un nom de machine ni une adresse.",
  ],
  ["At most 50 times of the week.", "50 plages horaires au plus."],
  ["Each time of the week needs at least one day.", "Chaque plage demande au moins un jour."],
  [
    "Expected times as '{example}', or nothing for always.",
    "Attendu : des plages comme « {example} », ou rien pour toujours.",
  ],
  ["At most 10 characters.", "10 caractères au plus."],
  ["At most 500 materials.", "500 matériaux au plus."],
  ["Expected a day or more, or null for ever.", "Un jour ou plus, ou rien pour toujours."],
  [
    "There is no field '{field}' here. What there is stands in {place}.",
    "Il n’y a pas de champ « {field} » ici. Ceux qui existent sont dans {place}.",
  ],
  [
    "'{name}' cannot be '{value}'. What it can be stands in {place}.",
    "« {name} » ne peut pas être « {value} ». Ce qui est possible est dans {place}.",
  ],
  [
    "{values} cannot be read. What it can be stands in {place}.",
    "{values} : illisible. Ce qui est possible est dans {place}.",
  ],
  ["'{name}' is missing from the {place}.", "Il manque « {name} » dans : {place}."],
  [
    "There is nothing at {path}. What there is stands in {place}.",
    "Il n’y a rien à l’adresse {path}. Ce qui existe est dans {place}.",
  ],
  ["{path} takes {methods}, not {method}.", "{path} accepte {methods}, pas {method}."],
  ["The body is missing.", "Le corps de la requête manque."],
  ["The body lacks what must be in it: {fields}.", "Il manque au corps de la requête : {fields}."],
  ["'{field}' does not hold what belongs there.", "« {field} » ne contient pas ce qu’il faut."],
  [
    "The body is not the JSON that is expected here.",
    "Le corps de la requête n’est pas le JSON attendu ici.",
  ],
  ["Expected bytes, or null for no limit.", "Des octets, ou rien pour aucune limite."],
  [
    "Expected '{this}', '{network}' or an address of this machine.",
    "Attendu : « {this} », « {network} » ou une adresse de cette machine.",
  ],
  [
    "Expected 'local', 'any', addresses, or networks as 192.168.1.0/24.",
    "Attendu : « local », « any », des adresses, ou des réseaux comme 192.168.1.0/24.",
  ],
  [
    "Expected 0 for no limit, or seconds up to {most}.",
    "0 pour aucune limite, ou des secondes jusqu’à {most}.",
  ],
  ["Expected a number from 0 up.", "Un nombre à partir de 0."],
  ["At most {most} channels can be kept.", "{most} canaux au plus."],
  [
    "Leave the password out of the address; it goes into the secret.",
    "N’écrivez pas le mot de passe dans l’adresse ; il va dans le secret.",
  ],
  [
    "Expected a topic behind the host, as mqtt://broker/gantry/notices.",
    "Un sujet est attendu après la machine, comme mqtt://broker/gantry/notices.",
  ],
  ["At most 4096 characters.", "4096 caractères au plus."],
  [
    "The address of the channel names no receiver: add ?to=NAME@HOST.",
    "L’adresse du canal ne nomme pas de destinataire : ajoutez ?to=NOM@MACHINE.",
  ],
  [
    "{host} is in the local network, where notices go only when an administrator allows it for this channel.",
    "{host} est dans le réseau local, où les avis ne vont que si un administrateur le permet pour ce canal.",
  ],
  ["The far end answered {status}.", "L’autre bout a répondu {status}."],
  ["The far end has taken it.", "L’autre bout l’a pris."],
  [
    "The far end answered {status}: the token is missing, or it is not taken.",
    "L’autre bout a répondu {status} : le jeton manque, ou il n’est pas accepté.",
  ],
  [
    "The far end answered 404: there is nothing at this address.",
    "L’autre bout a répondu 404 : il n’y a rien à cette adresse.",
  ],
  [
    "The far end answered {status}: it wants another address, and redirects are not followed.",
    "L’autre bout a répondu {status} : il veut une autre adresse, et les redirections ne sont pas suivies.",
  ],
  ["It did not answer in time. Is the port right?", "Pas de réponse à temps. Le port est-il bon ?"],
  [
    "TLS could not be agreed on: {message} Is the port one for TLS, and does the certificate fit the host?",
    "TLS n’a pas pu être établi : {message} Le port est-il pour TLS, et le certificat va-t-il avec la machine ?",
  ],
  [
    "The far end broke the connection off without an answer. Is the port right?",
    "L’autre bout a coupé la connexion sans répondre. Le port est-il bon ?",
  ],
  ["The far end broke the connection off.", "L’autre bout a coupé la connexion."],
  [
    "The mail server refuses the receiver: {message}",
    "Le serveur de courrier refuse le destinataire : {message}",
  ],
  [
    "The mail server lets nobody in like this: user name or password are wrong or missing, or it wants encryption.",
    "Le serveur de courrier ne laisse entrer personne ainsi : nom ou mot de passe faux ou manquants, ou il veut du chiffrement.",
  ],
  [
    "The mail server did not take it: {message}",
    "Le serveur de courrier ne l’a pas pris : {message}",
  ],
  [
    "The connection was refused: nothing listens there, or a firewall is before it.",
    "La connexion a été refusée : rien n’écoute là, ou un pare-feu est devant.",
  ],
  [
    "The host is not known. Is its name right, and can this machine resolve it?",
    "La machine est inconnue. Son nom est-il juste, et cette machine peut-elle le résoudre ?",
  ],
  [
    "There is no way to the host from this machine.",
    "Il n’y a pas de chemin de cette machine à l’autre.",
  ],
  [
    "Expected who gets the mail, as ?to=lab@example.org at the end; several with commas between.",
    "Attendu : qui reçoit le courrier, comme ?to=lab@example.org à la fin ; plusieurs séparés par des virgules.",
  ],
  [
    "'{from}' is no address that mail can come from.",
    "« {from} » n’est pas une adresse d’où un courrier peut venir.",
  ],
  [
    "Port 465 wants TLS from the first byte, which gantry does not speak. Use the port for STARTTLS, mostly 587.",
    "Le port 465 veut TLS dès le premier octet, ce que gantry ne parle pas. Prenez celui de STARTTLS, le plus souvent 587.",
  ],
  [
    "A passphrase has at least {least} characters.",
    "Une phrase secrète a au moins {least} caractères.",
  ],
];
